using System.Text.Encodings.Web;
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
    internal Markup Render(ScriptObject model)
    {
        var context = new EscapingContext { StrictVariables = true, LoopLimit = 0, LimitToString = 0, MemberRenamer = CamelCase };
        context.PushGlobal(model);
        return new Markup(_template.Render(context));
    }

    private static string CamelCase(System.Reflection.MemberInfo member) => char.ToLowerInvariant(member.Name[0]) + member.Name[1..];

    private sealed class EscapingContext : TemplateContext
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        public override TemplateContext Write(SourceSpan span, object? textAsObject) =>
            Write(textAsObject is Markup markup ? markup.Html : Encoder.Encode(ObjectToString(textAsObject) ?? ""));
    }
}
