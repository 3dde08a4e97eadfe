namespace Marketplace.Crediting.Domain;

/// <summary>
/// A measure of its own that is never credited: signed and intended amounts, vouchers sold, deposits, dividends, services (CR-23).
/// </summary>
public sealed class OtherMeasure
{
    public required Guid MeasureId { get; init; }

    public required MeasureKind Kind { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly Date { get; init; }

    /// <summary>The eastern region; empty when it names none.</summary>
    public required string EastPath { get; init; }

    /// <summary>The western region; empty when it names none.</summary>
    public required string WestPath { get; init; }

    public required string Document { get; init; }

    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What a measure is about.</summary>
public enum MeasureKind
{
    /// <summary>签约额.</summary>
    Signed = 1,

    /// <summary>意向额.</summary>
    Intent = 2,

    /// <summary>卡券销售.</summary>
    VoucherSale = 3,

    /// <summary>定金.</summary>
    Deposit = 4,

    /// <summary>分红.</summary>
    Dividend = 5,

    /// <summary>服务、旅游.</summary>
    Service = 6,
}
