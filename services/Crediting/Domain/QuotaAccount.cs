using System.Globalization;

namespace Marketplace.Crediting.Domain;

/// <summary>预留份额: what a unit executes of its quota in a year (CR-11). It exists also for a unit that has filed nothing.</summary>
public static class QuotaAccount
{
    /// <summary>The id follows from unit and year, so that executions find their account without a search.</summary>
    public static Guid IdOf(Guid unitId, int year) => StableIds.Of($"quota/{unitId}/{year.ToString(CultureInfo.InvariantCulture)}");
}
