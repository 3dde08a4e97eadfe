using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>产地份额: a component of a gift set (礼盒) with the county that it comes from (CR-04).</summary>
public sealed class SetComponent
{
    SetComponent()
    {
    }

    public Guid ProductId { get; private init; }

    /// <summary>From 1, in the order in which the supplier listed them.</summary>
    public int ShareNo { get; private init; }

    /// <summary>In proportion to these the amount of a line is split (CR-03); usually what the component costs by itself.</summary>
    public long Weight { get; private init; }

    /// <summary>Null when the supplier has not declared it; it never changes.</summary>
    public string? OriginId { get; private init; }

    public Region? Origin { get; private init; }

    /// <summary>
    /// What the county's register says, or what the supplier claims while it says nothing; null when neither is there, and its share is not
    /// attributed (CR-04).
    /// </summary>
    public Recognition? Recognition { get; private set; }

    public static SetComponent Of(Guid productId, int shareNo, long weight, Region? origin, Recognition? recognition) =>
        new()
        {
            ProductId = productId,
            ShareNo = shareNo,
            Weight = weight,
            OriginId = origin?.Id,
            Origin = origin,
            Recognition = recognition,
        };

    /// <summary>Takes over another certificate, such as a renewed one.</summary>
    public void Revise(Recognition? recognition) => Recognition = recognition;
}
