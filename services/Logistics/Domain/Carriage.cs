namespace Marketplace.Logistics.Domain;

/// <summary>
/// What the carrier was when it recorded a delivery. Only the record of one that has nothing to gain by it starts the days of the buyer's
/// silence (CR-01); otherwise they run from when the buyer has confirmed the arrival.
/// </summary>
public enum Carriage
{
    /// <summary>
    /// A registered carrier that is not related to the supplier. Being the buyer's own is no harm: it speaks against its buyer.
    /// </summary>
    Independent = 1,

    /// <summary>The supplier itself (自送).</summary>
    SuppliersOwn = 2,

    /// <summary>A carrier that is related to the supplier, as the register has it then or has it until silence is due.</summary>
    Related = 3,

    /// <summary>A carrier that was suspended, or whose registration had ended, when the goods arrived.</summary>
    NotActive = 4,

    /// <summary>No carrier recorded the delivery: the buyer has told of the arrival itself.</summary>
    NotRecorded = 5,
}
