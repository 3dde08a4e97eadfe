using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Marketplace.Printing;

/// <summary>
/// A label of 100 by 70 mm: a code at the right, text from the top down beside it, and small text from the bottom up. What does not fit is
/// left out, lines as a whole.
/// </summary>
public sealed class PrintedLabel : IDisposable
{
    const double Width = 100, Height = 70, Margin = 4, CodeSide = 40, LineHeight = 1.3, FootSize = 6.5;

    readonly PrintFont _font;
    readonly XGraphics _graphics;
    double _room = Points(Width - Margin - Margin);
    double _top = Points(Margin);
    double _bottom = Points(Height - Margin);

    internal PrintedLabel(PdfDocument document, PrintFont font)
    {
        _font = font;
        var page = document.AddPage();
        page.Width = XUnit.FromMillimeter(Width);
        page.Height = XUnit.FromMillimeter(Height);
        _graphics = XGraphics.FromPdfPage(page);
    }

    public void Dispose() => _graphics.Dispose();

    /// <summary>
    /// A square of modules, such as a QR code with its border, at the upper right; text that is written later keeps clear of it.
    /// </summary>
    /// <param name="rows">By row and column; true is black.</param>
    public void Code(IReadOnlyList<IReadOnlyList<bool>> rows)
    {
        var module = Points(CodeSide) / rows.Count;
        var (left, top) = (Points(Width - CodeSide) - Points(1), Points(1));
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Count; column++)
            {
                if (rows[row][column])
                {
                    _graphics.DrawRectangle(XBrushes.Black, left + (column * module), top + (row * module), module, module);
                }
            }
        }

        _room = left - Points(Margin);
    }

    /// <summary>Text beside the code, on as many lines as it needs.</summary>
    /// <param name="size">Of the font, in points.</param>
    public void Write(string text, double size)
    {
        var pen = new XFont(PrintFont.Family, size);
        var rest = _font.Printable(text);
        while (rest.Length > 0 && _top + (size * LineHeight) <= _bottom)
        {
            var fits = 1;
            while (fits < rest.Length && _graphics.MeasureString(rest[..(fits + 1)], pen).Width <= _room)
            {
                fits++;
            }

            _graphics.DrawString(rest[..fits].TrimEnd(), pen, XBrushes.Black, new XPoint(Points(Margin), _top + size));
            (rest, _top) = (rest[fits..].TrimStart(), _top + (size * LineHeight));
        }
    }

    /// <summary>A small line at the bottom, above those that were written before.</summary>
    public void Foot(string text)
    {
        var pen = new XFont(PrintFont.Family, FootSize);
        if (_bottom - (FootSize * LineHeight) < _top)
        {
            return;
        }

        _graphics.DrawString(_font.Printable(text), pen, XBrushes.Black, new XPoint(Points(Margin), _bottom));
        _bottom -= FootSize * LineHeight;
    }

    static double Points(double millimetres) => XUnit.FromMillimeter(millimetres).Point;
}
