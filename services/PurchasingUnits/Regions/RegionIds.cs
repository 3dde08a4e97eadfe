using Marketplace.Platform.Web;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>Region ids and codes that callers send.</summary>
static class RegionIds
{
    public const int NameMax = 100;

    const int LengthMax = 40;

    public static bool IsCode(string value) => value.Length == 6 && value.All(char.IsAsciiDigit);

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

        /// <summary>Ids of new regions stand between slashes in paths, so they can't have any.</summary>
        public void NewRegionId(string? value, string field)
        {
            check.RegionId(value, field);
            check.That(
                value is null || !value.Contains('/'), field, "code_invalid", "区划标识不能含有“/”。", "A region id must not hold a slash.");
        }

        /// <summary>The six digits of a GB/T 2260 code.</summary>
        public void RegionCode(string? value, string field) => check.That(
            value is not null && IsCode(value), field, "region_code_invalid", "行政区划代码须为六位数字。", "A region code has six digits.");

        /// <summary>The nine or twelve digits of a statistical code.</summary>
        public void SubdivisionCode(string? value, string field) => check.That(
            value is not null && Contracts.RegionCode.IsBelowCounty(value), field, "subdivision_code_invalid",
            "乡级代码须为九位数字，村级代码须为十二位数字。", "The code of a township has nine digits, that of a village twelve.");

        public void RegionCodeOrNone(string? value, string field)
        {
            if (value is not null)
            {
                check.RegionCode(value, field);
            }
        }
    }
}
