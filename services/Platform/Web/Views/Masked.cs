namespace Marketplace.Platform.Web;

/// <summary>Texts of which others see the end only.</summary>
public static class Masked
{
    const int Shown = 4;

    /// <summary>The last four characters behind asterisks; asterisks alone when it has no more than four.</summary>
    public static string Text(string text) => text.Length > Shown ? $"****{text[^Shown..]}" : "****";
}
