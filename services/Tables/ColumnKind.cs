namespace Marketplace.Tables;

/// <summary>What the cells of a column hold, and how they are shown.</summary>
public enum ColumnKind
{
    /// <summary>A <see cref="string"/>.</summary>
    Text = 1,

    /// <summary>A <see cref="long"/> or <see cref="int"/>.</summary>
    Integer = 2,

    /// <summary>Money in fen (<see cref="long"/>), shown in yuan with two places.</summary>
    Fen = 3,

    /// <summary>Money in fen (<see cref="long"/>), shown in 万元 with two places.</summary>
    TenThousandYuan = 4,

    /// <summary>Basis points (<see cref="long"/> or <see cref="int"/>), shown as percent with two places.</summary>
    Percent = 5,

    /// <summary>A <see cref="decimal"/> (or an integer), shown with up to three places.</summary>
    Quantity = 6,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    Date = 7,

    /// <summary>A <see cref="DateTimeOffset"/>, shown in Asia/Shanghai to the second.</summary>
    Instant = 8,
}
