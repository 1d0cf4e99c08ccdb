using System.Net;
using PatchFcn.Dicom.Reading;
using PatchFcn.Workflow.Alerts;
using PatchFcn.Workflow.Auditing;
using PatchFcn.Workflow.Hosting;
using PatchFcn.Workflow.Storage;

namespace PatchFcn.Functions.Tests;

/// <summary>R417: the audit log has the name of who signed in, and no name that a client may have written itself.</summary>
public sealed class SignInTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("patchfcn-").FullName;
    private readonly StudyServices _services;

    public SignInTests() => _services = new StudyServices(
        DurableStudies.Settings, StudyStorage.OpenFolder(_root), [], new AlertPolicy(), new StudyReader(UploadCodec.Create()), 1, TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, "reader@hospital.example")]
    [InlineData(false, null)]
    public async Task AuditLog_ReportReadByWhoHasAName_NamesThemWhereSignInIsInFront(bool signIn, string? named)
    {
        const string path = "0123456789abcdef/fedcba9876543210/report.json";
        await _services.Storage.Results.WriteAsync(path, (file, cancellation) => file.WriteAsync("{}"u8.ToArray(), cancellation).AsTask(), Cancellation);
        var request = new ReceivedRequest($"http://localhost/results/{path}", "");
        request.Headers.Add("X-MS-CLIENT-PRINCIPAL-NAME", "reader@hospital.example");

        var answer = await new StudyHttp(new StudyApi(_services), null!, new AppOptions { SignIn = signIn }).ReadAsync(request, path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var line = Assert.Single(await AuditLog.ReadAsync(_services.Storage.Results, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(named, line.Entry!.Subject.GetValueOrDefault("caller"));
    }

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
