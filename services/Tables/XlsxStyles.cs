using System.Drawing;
using SpreadCheetah;
using SpreadCheetah.Styling;

namespace Marketplace.Tables;

/// <summary>The styles of a workbook: title, header, and each kind of cell as it is and in bold.</summary>
sealed class XlsxStyles
{
    // 宋体 by the name that the library, which asks for three characters, accepts.
    const string FontName = "SimSun";

    static readonly Border Lines = Framed(new EdgeBorder { BorderStyle = BorderStyle.Thin, Color = Color.FromArgb(0xB0, 0xB8, 0xC0) });

    readonly Dictionary<(ColumnKind Kind, bool IsTotal), StyleId> _kinds = [];

    public XlsxStyles(Spreadsheet workbook)
    {
        Plain = workbook.AddStyle(new Style { Font = Font(11, isBold: false) });
        Title = workbook.AddStyle(new Style { Font = Font(14, isBold: true) });
        Header = workbook.AddStyle(new Style
        {
            Font = Font(11, isBold: true),
            Fill = new Fill { Color = Color.FromArgb(0xE7, 0xEE, 0xF5) },
            Border = Lines,
            Alignment = new Alignment { Horizontal = HorizontalAlignment.Center, Vertical = VerticalAlignment.Center, WrapText = true },
        });
        foreach (var kind in Enum.GetValues<ColumnKind>())
        {
            foreach (var isTotal in (bool[])[false, true])
            {
                var style = new Style { Font = Font(11, isTotal), Border = Lines, Format = FormatOf(kind) };
                _kinds[(kind, isTotal)] = workbook.AddStyle(style);
            }
        }
    }

    public StyleId Plain { get; }

    public StyleId Title { get; }

    public StyleId Header { get; }

    /// <summary>The style of a kind's cells; totals are bold.</summary>
    public StyleId Of(ColumnKind kind, bool isTotal) => _kinds[(kind, isTotal)];

    static Font Font(double size, bool isBold) => new() { Name = FontName, Size = size, Bold = isBold };

    static Border Framed(EdgeBorder edge) => new() { Left = edge, Right = edge, Top = edge, Bottom = edge };

    static NumberFormat FormatOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => NumberFormat.Standard(StandardNumberFormat.Text),
        ColumnKind.Integer => NumberFormat.Standard(StandardNumberFormat.ThousandsSeparator),
        ColumnKind.Fen or ColumnKind.TenThousandYuan => NumberFormat.Standard(StandardNumberFormat.ThousandsSeparatorTwoDecimalPlaces),
        ColumnKind.Percent => NumberFormat.Standard(StandardNumberFormat.PercentTwoDecimalPlaces),
        ColumnKind.Quantity => NumberFormat.Custom("#,##0.000"),
        ColumnKind.Date => NumberFormat.Custom("yyyy-mm-dd"),
        ColumnKind.Instant => NumberFormat.Custom("yyyy-mm-dd hh:mm:ss"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
