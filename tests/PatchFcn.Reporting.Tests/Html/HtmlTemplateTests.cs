using PatchFcn.Reporting.Html;
using Scriban.Runtime;

namespace PatchFcn.Reporting.Tests.Html;

public sealed class HtmlTemplateTests
{
    private const string Hostile = "<b title=\"x\">'&";
    private const string Escaped = "&lt;b title=&quot;x&quot;&gt;&#x27;&amp;";

    [Theory]
    [InlineData("{{ text }}")]
    [InlineData("{{ text + '' }}")]
    [InlineData("{{ text | string.append '' }}")]
    [InlineData("{{ for letter in [text] }}{{ letter }}{{ end }}")]
    [InlineData("{{ if true }}{{ text }}{{ end }}")]
    [InlineData("{{ true ? text : 1 }}")]
    [InlineData("{{ $'{text}' }}")]
    [InlineData("{{ record.name }}")]
    public void Render_TextByAnyRoute_IsEscaped(string template) =>
        Assert.Equal(Escaped, Render(template));

    [Fact]
    public void Render_Markup_GoesAsItIs() => Assert.Equal(Hostile, Render("{{ markup }}"));

    [Fact]
    public void Render_TextThatIsATemplate_IsNotRun() => Assert.Equal("{{ 1 * 2 }}", Render("{{ code }}"));

    [Fact]
    public void Render_NameThatIsNotThere_Throws() => Assert.ThrowsAny<Exception>(() => Render("{{ typo }}"));

    [Fact]
    public void Render_ManyItems_AreAllThere() =>
        Assert.Equal(20_000, Render("{{ for i in 1..20000 }}.{{ end }}").Length);

    [Fact]
    public void Render_Part_IsFilledAndEscapedToo() => Assert.Equal($"<{Escaped}>", Render("<{{ part }}>"));

    private static string Render(string template)
    {
        var model = new ScriptObject
        {
            ["text"] = Hostile,
            ["markup"] = new Markup(Hostile),
            ["code"] = "{{ 1 * 2 }}",
            ["record"] = new Named(Hostile),
        };
        model["part"] = new HtmlTemplate.Part(HtmlTemplate.Parse("{{ text }}", "part"), model);
        using var output = new StringWriter();
        HtmlTemplate.Parse(template, "test").Render(model, output);
        return output.ToString();
    }

    private sealed record Named(string Name);
}
