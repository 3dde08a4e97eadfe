namespace Marketplace.Crediting.Domain;

/// <summary>What of an amount a third party paid at the sale: "of which subsidised" in reports (CR-02, CR-13).</summary>
public static class SubsidisedPart
{
    /// <summary>
    /// What is subsidised of an amount that stands of a share: in proportion, rounded once, so that all of it goes when all of the amount
    /// goes (CR-15). What the price rises later is paid by the buyer.
    /// </summary>
    /// <param name="line">The share.</param>
    /// <param name="standingFen">What stands of it in the ledger.</param>
    public static long Of(SaleLine line, long standingFen) => line.SubsidisedFen == 0
        ? 0
        : standingFen >= line.AmountFen
            ? line.SubsidisedFen
            : (long)decimal.Round((decimal)line.SubsidisedFen * standingFen / line.AmountFen, 0, MidpointRounding.AwayFromZero);
}
