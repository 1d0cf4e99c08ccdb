using System.Diagnostics;
using PatchFcn.Dicom.Codecs;
using PatchFcn.Dicom.Writing;

namespace PatchFcn.Dicom.Tests.Writing;

/// <summary>The validator of dicom3tools, which nobody here wrote.</summary>
internal static class Dciodvfy
{
    /// <summary>The errors it finds in an object; the test is skipped where it is not installed.</summary>
    public static IReadOnlyList<string> Errors(DicomDataSet dataSet)
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "dciodvfy")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "dciodvfy (Debian package dicom3tools) is not installed.");
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
                DicomFileWriter.Write(file, dataSet);
            using var process = Process.Start(new ProcessStartInfo(program, ["-new", path]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var lines = process.StandardError.ReadToEnd() + output.Result;
            process.WaitForExit();
            return [.. lines.Split('\n').Where(line => line.StartsWith("Error", StringComparison.Ordinal))];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
