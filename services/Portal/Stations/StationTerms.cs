using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Stations;

/// <summary>How households and prices are written at a station.</summary>
static class StationTerms
{
    const int ShownOfId = 4;

    extension(Language language)
    {
        /// <summary>Masked, with what tells two of the same first character apart: the end of the account, and of the id.</summary>
        public string Household(HouseholdView household) => string.Join(
            " · ",
            new[] { household.Name ?? language["已删除", "erased"], household.Account, household.HouseholdId.ToString()[^ShownOfId..] }
                .OfType<string>());

        /// <summary>A price of a kilogram.</summary>
        public string KilogramPrice(string price) => language[$"{price} 元/kg", $"¥{price}/kg"];
    }
}
