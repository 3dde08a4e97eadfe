using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Sales;

/// <summary>
/// Acceptances of journals from before the counties had a register: the recognition that came with the order was taken as it was, so it
/// counts as confirmed. Without a record it would now be a claim that waits for the county, and the replay would give another ledger
/// (invariant 8).
/// </summary>
static class BeforeRecognitionRegister
{
    /// <summary>The acceptance with a record for each recognition.</summary>
    public static DeliveryAccepted Confirmed(DeliveryAccepted recorded) => recorded with
    {
        Lines = [.. recorded.Lines.Select(line => line with { Goods = Confirmed(line.Goods) })],
    };

    static GoodsFacts Confirmed(GoodsFacts goods) => goods with
    {
        Recognition = Confirmed(goods.Recognition, goods.OriginPath),
        Origins = goods.Origins is { } parts
            ? [.. parts.Select(part => part with { Recognition = Confirmed(part.Recognition, part.OriginPath) })]
            : null,
    };

    static Recognition? Confirmed(Recognition? recognition, RegionPath? origin) => recognition is null
        ? null
        : recognition with { RecordId = StableIds.Of($"recognition/before-register/{origin?.Value}/{recognition.Number}") };
}
