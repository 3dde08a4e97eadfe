using Marketplace.Contracts;

namespace Marketplace.Testing;

/// <summary>A carrier that applies to be registered, or that an official of its region registers.</summary>
public static class NewCarrier
{
    /// <summary>Where applications are posted.</summary>
    public const string Path = "/logistics/carriers";

    const int NumberLength = 9;

    /// <summary>What it says of itself. The social credit code follows from the id, and is valid.</summary>
    /// <param name="carrierId">Version 4 or 7.</param>
    /// <param name="regionId">Where it is registered.</param>
    /// <param name="relatedTo">The suppliers and units that it is related to.</param>
    public static object Application(Guid carrierId, string regionId, params Guid[] relatedTo) => new
    {
        carrierId,
        name = "蜀道冷链物流有限公司",
        creditCode = CreditCode(carrierId),
        regionId,
        relatedTo,
        document = "道路运输经营许可证",
    };

    /// <summary>A valid code that is the carrier's own.</summary>
    public static string CreditCode(Guid carrierId)
    {
        // What a time-ordered id has at its end is random.
        var first17 = $"91510000{carrierId.ToString("N")[^NumberLength..].ToUpperInvariant()}";
        return first17 + SocialCreditCode.CheckCharacter(first17);
    }
}
