using PatchFcn.Dicom.Reading.Sources;

namespace PatchFcn.Workflow.Sources;

/// <summary>A file of an inbox. What keeps it from being read is a matter of the storage and may pass: it must not be taken for a damaged file, without which a study would be analysed.</summary>
internal sealed class InboxFile(IStudyFile file) : IStudyFile
{
    public string Name => file.Name;

    public long? Length => file.Length;

    public Stream OpenRead()
    {
        try
        {
            return new Content(file.OpenRead());
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem))
        {
            throw new InboxException(problem);
        }
    }

    private sealed class Content(Stream content) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length { get; } = content.Length;

        public override long Position { get => content.Position; set => content.Position = value; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return content.Read(buffer);
            }
            catch (Exception problem) when (StorageFailure.IsOne(problem))
            {
                throw new InboxException(problem);
            }
        }

        public override long Seek(long offset, SeekOrigin origin) => content.Seek(offset, origin);

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                content.Dispose();
            base.Dispose(disposing);
        }
    }
}
