using System.Text;
using System.Text.RegularExpressions;
using PatchFcn.Fuzz.Http;

namespace PatchFcn.Fuzz.Targets;

/// <summary>
/// What arrives at the port of <c>watch</c>: bytes, one request or several after one another. Kestrel and the whole pipeline answer them. A crash is an exception that nobody caught, an
/// answer of 500 and more (but <c>/health</c>, which says 503 of a host that takes up nothing, and 505, Kestrel's refusal of another version of HTTP), and a stack trace in an answer.
/// </summary>
public static partial class HttpTarget
{
    private const string Host = "Host: 127.0.0.1\r\n";
    private const string Study = "/api/studies/" + AnsweringHost.Study;

    /// <summary>Requests.</summary>
    public static FuzzTarget Http { get; } = new("http", Read, Seeds);

    private static void Read(byte[] input)
    {
        var (answer, problem) = AnsweringHost.Shared.Value.AskAsync(input).GetAwaiter().GetResult();
        if (problem is not null)
            throw new InvalidOperationException("The host failed inside.", problem);
        var text = Encoding.Latin1.GetString(answer);
        if (Failure().IsMatch(text) || StackTrace().IsMatch(text))
            throw new InvalidOperationException($"The host answers: {text}");
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        string[] pages = ["/", "/verdicts", "/alert-budget", "/health", "/api/studies", "/api/verdicts", "/api/verdicts.csv", Study, Study + "/report", "/api/alert-budget?prevalence=0.08&studiesPerDay=60"];
        foreach (var (i, page) in pages.Index())
            yield return ($"get{i}", Request($"GET {page} HTTP/1.1\r\n{Host}\r\n"));
        yield return ("result", Request($"GET /results/{AnsweringHost.Study}/{AnsweringHost.Instance}/report.json HTTP/1.1\r\n{Host}Sec-Fetch-Site: none\r\n\r\n"));
        yield return ("stop", Request($"DELETE /api/studies/0/run HTTP/1.1\r\n{Host}Origin: http://127.0.0.1\r\n\r\n"));
        yield return ("rerun", Request($"POST {Study}/rerun HTTP/1.1\r\n{Host}Content-Length: 0\r\n\r\nGET /api/studies HTTP/1.1\r\n{Host}\r\n"));
        var verdict = """{"verdict":"falseAlarm","reason":"artefact","by":"=A\u00e9","comment":"\"b\", c"}""";
        yield return ("verdict", Request($"POST {Study}/verdict HTTP/1.1\r\n{Host}Content-Type: application/json\r\nContent-Length: {verdict.Length}\r\n\r\n{verdict}GET /api/verdicts.csv HTTP/1.1\r\n{Host}Connection: close\r\n\r\n"));
        yield return ("chunked", Request($"POST {Study}/verdict HTTP/1.1\r\n{Host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n{{\"verdict\":\"agree\"}}\r\n0\r\n\r\nGET {Study} HTTP/1.1\r\n{Host}Connection: close\r\n\r\n"));
    }

    private static byte[] Request(string text) => Encoding.Latin1.GetBytes(text);

    [GeneratedRegex("^HTTP/1.1 5(?!03 |05 )", RegexOptions.Multiline)]
    private static partial Regex Failure();

    [GeneratedRegex("^ +at [A-Za-z]+[.][A-Za-z.]+[(]|Exception: ", RegexOptions.Multiline)]
    private static partial Regex StackTrace();
}
