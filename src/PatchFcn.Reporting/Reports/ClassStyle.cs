using PatchFcn.Core.Aggregation;

namespace PatchFcn.Reporting.Reports;

/// <summary>How a class of hemorrhage is named and coloured wherever it is shown.</summary>
/// <param name="Name">Name in the model, see <see cref="HemorrhageClass"/>.</param>
/// <param name="Title">What a reader calls it.</param>
/// <param name="Color">0xRRGGBB.</param>
internal sealed record ClassStyle(string Name, string Title, uint Color)
{
    private static readonly Dictionary<string, ClassStyle> Known = new ClassStyle[]
    {
        new(HemorrhageClass.Any, "Hemorrhage", 0xFF4B4B),
        new(HemorrhageClass.Subdural, "Subdural", 0x3DDC84),
        new(HemorrhageClass.Epidural, "Epidural", 0x4DB4FF),
        new(HemorrhageClass.Intraparenchymal, "Intraparenchymal", 0xC77DFF),
        new(HemorrhageClass.SubarachnoidOrVentricular, "Subarachnoid / intraventricular", 0xFF4B4B),
    }.ToDictionary(style => style.Name);

    /// <summary>The style of a class; a name that is not known keeps its own name and is amber.</summary>
    internal static ClassStyle Of(string name) => Known.GetValueOrDefault(name) ?? new(name, name, 0xFFB02E);

    /// <summary>The colour as CSS writes it.</summary>
    internal string CssColor => $"#{Color:x6}";
}
