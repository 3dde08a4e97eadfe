using System.Text;
using System.Text.RegularExpressions;
using PdfSharp.Pdf;

namespace Marketplace.Printing;

/// <summary>
/// A paper on pages of A4, or labels, as PDF. The same content always gives the same bytes: no time but that of the content is in it, and
/// what PDFsharp draws lots for gets values that follow from the content.
/// </summary>
public static partial class PrintedPaper
{
    // PDFsharp keeps what it knows of fonts for all documents.
    static readonly Lock One = new();

    /// <summary>The bytes of a paper.</summary>
    /// <param name="title">Of the document, which a reader shows.</param>
    /// <param name="at">The time that is told as that of its making.</param>
    /// <param name="id">Names the content; the same for the same content.</param>
    /// <param name="hash">32 hexadecimal digits at least, of the content.</param>
    /// <param name="draw">Writes the pages from the top down.</param>
    public static byte[] Of(string title, DateTimeOffset at, Guid id, string hash, Action<PrintedSheet> draw) =>
        Made(title, at, id, hash, (document, font) =>
        {
            using var sheet = new PrintedSheet(document, font);
            draw(sheet);
        });

    /// <summary>The bytes of labels of 100 by 70 mm, one a page; otherwise as <see cref="Of"/>.</summary>
    public static byte[] LabelsOf(string title, DateTimeOffset at, Guid id, string hash, IReadOnlyList<Action<PrintedLabel>> labels) =>
        Made(title, at, id, hash, (document, font) =>
        {
            foreach (var draw in labels)
            {
                using var label = new PrintedLabel(document, font);
                draw(label);
            }
        });

    static byte[] Made(string title, DateTimeOffset at, Guid id, string hash, Action<PdfDocument, PrintFont> draw)
    {
        lock (One)
        {
            var font = PrintFont.Load();
            using var document = new PdfDocument();
            document.Info.Title = title;
            document.Info.CreationDate = at.UtcDateTime;
            document.Info.ModificationDate = at.UtcDateTime;
            draw(document, font);
            using var file = new MemoryStream();
            document.Save(file);
            return WithoutChance(file.ToArray(), id, hash);
        }
    }

    /// <summary>
    /// PDFsharp draws lots for the ids of a document and for the name of an embedded font. They get values of the same length.
    /// </summary>
    static byte[] WithoutChance(byte[] file, Guid id, string hash)
    {
        var text = Encoding.Latin1.GetString(file);
        if (NameOfFont().Match(text) is { Success: true } drawn)
        {
            text = text.Replace($"/{drawn.Groups[1].Value}+", "/CREDIT+", StringComparison.Ordinal);
        }

        text = IdOfDocument().Replace(text, $"uuid:{id}");
        text = IdOfFile().Replace(text, $"<{hash[..32].ToUpperInvariant()}>");
        return Encoding.Latin1.GetBytes(text);
    }

    [GeneratedRegex("/FontName/([A-Z]{6})\\+")]
    private static partial Regex NameOfFont();

    [GeneratedRegex("uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex IdOfDocument();

    [GeneratedRegex("(?<=/ID\\[(<[0-9A-F]{32}>)?)<[0-9A-F]{32}>")]
    private static partial Regex IdOfFile();
}
