using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Marketplace.Portal.Look;

/// <summary>Text in a picture; an element of this name means something else in a page of Razor.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired]
    public required string X { get; set; }

    [Parameter, EditorRequired]
    public required string Y { get; set; }

    [Parameter]
    public string Anchor { get; set; } = "middle";

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "text-anchor", Anchor);
        builder.AddContent(4, Text);
        builder.CloseElement();
    }
}
