namespace Marketplace.Crediting.Domain;

/// <summary>
/// What an organisation bought, sold or helped to sell in a month, each share once, by what was decided about it: from which parties read
/// what was not credited, and why. Written with the sales themselves, and moved when something else is decided.
/// </summary>
public sealed class PartySaleMonth
{
    /// <summary>The unit, the supplier or the facilitator.</summary>
    public required Guid PartyId { get; init; }

    public required PartyRole Role { get; init; }

    /// <summary>The month of the recognition date, "2026-11".</summary>
    public required string RecognitionMonth { get; init; }

    public required CreditReason EastWestProvince { get; init; }

    public required CreditReason EastWestCity { get; init; }

    public required CreditReason EastWestCounty { get; init; }

    public required CreditReason CounterpartProvince { get; init; }

    public required CreditReason CounterpartCity { get; init; }

    public required CreditReason CounterpartCounty { get; init; }

    public required CreditReason DesignatedUnit { get; init; }

    public required CreditReason QuotaUnit { get; init; }

    /// <summary>Credited under any scheme.</summary>
    public required bool IsCredited { get; init; }

    /// <summary>What is left of the value of the shares.</summary>
    public required long AmountFen { get; init; }

    public required long Shares { get; init; }

    /// <summary>The share itself, for each organisation that took part in it.</summary>
    public static IEnumerable<PartySaleMonth> Of(SaleLine line)
    {
        yield return Of(line, line.UnitId, PartyRole.Buyer);
        yield return Of(line, line.SupplierId, PartyRole.Supplier);
        if (line.FacilitatorId is { } facilitator)
        {
            yield return Of(line, facilitator, PartyRole.Facilitator);
        }
    }

    static PartySaleMonth Of(SaleLine line, Guid partyId, PartyRole role) => new()
    {
        PartyId = partyId,
        Role = role,
        RecognitionMonth = Month.Of(line.RecognitionDate).ToString(),
        EastWestProvince = line.EastWestProvince,
        EastWestCity = line.EastWestCity,
        EastWestCounty = line.EastWestCounty,
        CounterpartProvince = line.CounterpartProvince,
        CounterpartCity = line.CounterpartCity,
        CounterpartCounty = line.CounterpartCounty,
        DesignatedUnit = line.DesignatedUnit,
        QuotaUnit = line.QuotaUnit,
        IsCredited = line.Outcome == CreditOutcome.Credited,
        AmountFen = line.NetFen,
        Shares = 1,
    };
}
