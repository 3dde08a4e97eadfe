using Marketplace.Platform.Web;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>Region ids that callers send.</summary>
static class RegionIds
{
    const int LengthMax = 40;

    extension(Checks check)
    {
        public void RegionId(string? value, string field) => check.Code(value, field, LengthMax);

        public void RegionIdOrNone(string? value, string field)
        {
            if (value is not null)
            {
                check.RegionId(value, field);
            }
        }
    }
}
