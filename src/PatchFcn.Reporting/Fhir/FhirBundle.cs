using Hl7.Fhir.Model;
using PatchFcn.Core.Hashing;
using PatchFcn.Core.Studies;
using PatchFcn.Reporting.Reports;

namespace PatchFcn.Reporting.Fhir;

/// <summary>Puts the resources of one report together. They refer to each other by <c>fullUrl</c>, which a server replaces by its own ids.</summary>
internal sealed class FhirBundle(StudyReport report, string softwareVersion)
{
    private readonly Bundle _bundle = new() { Type = Bundle.BundleType.Transaction };

    internal Bundle Create()
    {
        _bundle.Identifier = Identifier("bundle");
        Mark(_bundle);
        var resources = new FhirResources(report, Reference("device"), report.Study.InstanceUid is null ? null : Reference("study"));
        AddUnlessThere("device", resources.Device(softwareVersion), new Identifier(FhirCodes.Uri, Uuid(report.Model.Sha256, "device")));
        if (report.Study.InstanceUid is { } uid)
            AddUnlessThere("study", resources.ImagingStudy(), new Identifier(FhirCodes.DicomUid, $"urn:oid:{uid}"));

        AddOrReplace("score", resources.Score());
        if (report.VolumeMl is { } volume)
            AddOrReplace("volume", resources.Volume(volume));
        foreach (var finding in report.Findings ?? [])
            AddOrReplace($"finding/{finding.Id}", resources.Finding(finding));
        var results = _bundle.Entry.Where(entry => entry.Resource is Observation).Select(entry => new ResourceReference(entry.FullUrl));
        AddOrReplace("report", resources.Report([.. results]));
        return _bundle;
    }

    private ResourceReference Reference(string role) => new(Uuid(report.Instance, role));

    private Identifier Identifier(string role) => new(FhirCodes.Uri, Uuid(report.Instance, role));

    /// <summary>What the server may know already, from elsewhere and better, stays as it is there.</summary>
    private void AddUnlessThere(string role, DomainResource resource, Identifier identifier) => Add(role, resource, identifier, new()
    {
        Method = Bundle.HTTPVerb.POST,
        Url = resource.TypeName,
        IfNoneExist = Query(identifier),
    });

    /// <summary>What this run alone says.</summary>
    private void AddOrReplace(string role, DomainResource resource) => Add(role, resource, Identifier(role), new()
    {
        Method = Bundle.HTTPVerb.PUT,
        Url = $"{resource.TypeName}?{Query(Identifier(role))}",
    });

    private void Add(string role, DomainResource resource, Identifier identifier, Bundle.RequestComponent request)
    {
        ((IIdentifiable<List<Identifier>>)resource).Identifier = [identifier];
        Mark(resource);
        _bundle.Entry.Add(new() { FullUrl = Uuid(report.Instance, role), Resource = resource, Request = request });
    }

    /// <summary>The same for the same run, or model, and role. Another version of the software may say something else, so it has others: a server keeps both.</summary>
    private string Uuid(string of, string role) => $"urn:uuid:{Digest.Uuid($"{of}/{softwareVersion}/fhir/{role}")}";

    /// <summary>A search for the one resource. A bar is no character of a URI (RFC 3986) and is escaped, as FHIR asks of clients.</summary>
    private static string Query(Identifier identifier) => $"identifier={identifier.System}%7C{identifier.Value}";

    /// <summary>What a model that is no medical product says is test data, for programs too.</summary>
    private void Mark(Resource resource)
    {
        if (report.Model.IntendedUse != IntendedUse.Clinical && resource is not ImagingStudy)
            resource.Meta = new() { Security = [FhirCodes.TestData] };
    }
}
