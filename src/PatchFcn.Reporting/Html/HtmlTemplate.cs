using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace PatchFcn.Reporting.Html;

/// <summary>
/// A template whose values are all escaped for HTML text and quoted attributes, unless they are <see cref="Markup"/>. Templates put no value into a script, a
/// style, a URL or an attribute without quotes.
/// </summary>
internal sealed class HtmlTemplate
{
    private readonly Template _template;

    private HtmlTemplate(Template template) => _template = template;

    /// <summary>Parses a template that is built in.</summary>
    /// <exception cref="InvalidOperationException">It is no template.</exception>
    internal static HtmlTemplate Load(string name) => Parse(EmbeddedResource.Text(name), name);

    /// <summary>Parses a template.</summary>
    /// <exception cref="InvalidOperationException">It is no template.</exception>
    internal static HtmlTemplate Parse(string text, string name)
    {
        var template = Template.Parse(text, name);
        return template.HasErrors ? throw new InvalidOperationException(string.Join('\n', template.Messages)) : new(template);
    }

    /// <summary>Fills the template; members are called as in <c>report.json</c>, in camelCase.</summary>
    /// <param name="model">What to fill it with; a <see cref="Part"/> among it is filled in its turn, straight into the page.</param>
    /// <param name="output">Receives the text as it comes: a page is tens of megabytes and need not stand in memory.</param>
    internal void Render(ScriptObject model, TextWriter output) => Render(model, new TextWriterOutput(output));

    private void Render(ScriptObject model, IScriptOutput output)
    {
        var context = new EscapingContext { StrictVariables = true, LoopLimit = 0, LimitToString = 0, MemberRenamer = CamelCase };
        context.PushGlobal(model);
        context.PushOutput(output);
        _template.Render(context);
    }

    private static string CamelCase(MemberInfo member) => JsonNamingPolicy.CamelCase.ConvertName(member.Name);

    private sealed class EscapingContext : TemplateContext
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        public override TemplateContext Write(SourceSpan span, object? textAsObject)
        {
            if (textAsObject is not Part part)
                return Write(textAsObject is Markup markup ? markup.Html : Encoder.Encode(ObjectToString(textAsObject) ?? ""));
            part.Template.Render(part.Model, Output);
            return this;
        }
    }

    /// <summary>A template within another, with what fills it.</summary>
    internal sealed record Part(HtmlTemplate Template, ScriptObject Model);
}
