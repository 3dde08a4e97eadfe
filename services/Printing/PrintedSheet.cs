using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Marketplace.Printing;

/// <summary>Pages of A4 that are written from the top down; a new one begins where there is no room left.</summary>
public sealed class PrintedSheet : IDisposable
{
    const double Left = 50, Top = 50, Bottom = 50, LabelWidth = 170, LineHeight = 1.35, LabelSize = 8.5, ValueSize = 9.5;

    readonly PdfDocument _document;
    readonly PrintFont _font;
    XGraphics _graphics = null!;
    double _width;
    double _height;
    double _y;

    internal PrintedSheet(PdfDocument document, PrintFont font)
    {
        (_document, _font) = (document, font);
        Turn();
    }

    double Room => _width - Left - Left;

    public void Dispose() => _graphics.Dispose();

    public void Space(double height) => _y += height;

    /// <summary>A paragraph.</summary>
    /// <param name="size">Of the font, in points.</param>
    public void Write(string text, double size)
    {
        MakeRoom(size * LineHeight);
        _y = Lines(text, size, Left, Room, _y);
    }

    /// <summary>A label and its value beside each other, with a line below.</summary>
    public void Row(string label, string value)
    {
        MakeRoom(ValueSize * LineHeight);
        var under = Lines(label, LabelSize, Left, LabelWidth - 8, _y);
        _y = Math.Max(under, Lines(value, ValueSize, Left + LabelWidth, Room - LabelWidth, _y)) + 2;
        Rule();
    }

    /// <summary>Cells beside each other, with a line below.</summary>
    /// <param name="cells">What they say, and which share of the width they have.</param>
    public void Cells(params IReadOnlyList<(string Text, double Share)> cells)
    {
        MakeRoom(LabelSize * LineHeight * 2);
        var (left, top, under) = (Left, _y, _y);
        foreach (var (text, share) in cells)
        {
            under = Math.Max(under, Lines(text, LabelSize, left, (Room * share) - 6, top));
            left += Room * share;
        }

        _y = under + 2;
        Rule();
    }

    /// <summary>A square of black and white modules, such as a QR code, with a text beside it.</summary>
    /// <param name="isBlack">By row and column.</param>
    /// <param name="size">How many rows and columns there are.</param>
    /// <param name="module">The width of one, in points.</param>
    public void Square(Func<int, int, bool> isBlack, int size, double module, string label, string text)
    {
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                if (isBlack(row, column))
                {
                    _graphics.DrawRectangle(XBrushes.Black, Left + (column * module), _y + (row * module), module, module);
                }
            }
        }

        var beside = Left + (size * module) + 10;
        var under = Lines(label, LabelSize, beside, _width - Left - beside, _y + 10);
        Lines(text, LabelSize, beside, _width - Left - beside, under);
        _y += size * module;
    }

    void Rule()
    {
        _graphics.DrawLine(XPens.LightGray, Left, _y, _width - Left, _y);
        _y += 2;
    }

    void MakeRoom(double height)
    {
        if (_y + height > _height - Bottom)
        {
            _graphics.Dispose();
            Turn();
        }
    }

    void Turn()
    {
        var page = _document.AddPage();
        page.Size = PageSize.A4;
        _graphics = XGraphics.FromPdfPage(page);
        (_width, _height, _y) = (page.Width.Point, page.Height.Point, Top);
    }

    double Lines(string text, double size, double left, double room, double top)
    {
        var pen = new XFont(PrintFont.Family, size);
        var rest = _font.Printable(text);
        while (rest.Length > 0)
        {
            var fits = Fitting(rest, pen, room);
            _graphics.DrawString(rest[..fits].TrimEnd(), pen, XBrushes.Black, new XPoint(left, top + size));
            (rest, top) = (rest[fits..].TrimStart(), top + (size * LineHeight));
        }

        return top;
    }

    /// <summary>How many characters fit on a line: up to a blank where there is one in its second half.</summary>
    int Fitting(string text, XFont pen, double room)
    {
        var fits = 1;
        while (fits < text.Length && _graphics.MeasureString(text[..(fits + 1)], pen).Width <= room)
        {
            fits++;
        }

        return fits < text.Length && text.LastIndexOf(' ', fits) is var blank && blank > fits / 2 ? blank + 1 : fits;
    }
}
