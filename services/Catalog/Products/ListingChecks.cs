using System.Globalization;
using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Recognitions;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Products;

/// <summary>The shape of what a listing consists of.</summary>
static class ListingChecks
{
    const int PriceTiersMax = 10;
    const int ComponentsMax = 50;
    const int LeadDaysMax = 180;
    const int RegionsMax = 200;
    const long WeightMax = 100_000_000_000;

    public static readonly Quantity QuantityMax = Quantity.Of(1_000_000_000);

    static readonly UnitPrice PriceMax = UnitPrice.FromYuan(1_000_000);

    public static void Name(Checks checks, string name) => checks.Text(name, "name", max: 100);

    public static void Recognition(Checks checks, RecognitionClaim? recognition)
    {
        if (recognition is not null)
        {
            checks.Text(recognition.Number, "recognition.number", max: 50);
            checks.Day(recognition.ValidFrom, CatalogDays.First, CatalogDays.Last, "recognition.validFrom");
            checks.Day(recognition.ValidUntil, CatalogDays.First, CatalogDays.Last, "recognition.validUntil");
            checks.Period(recognition.ValidFrom, recognition.ValidUntil, "recognition.validUntil");
        }
    }

    /// <summary>A gift set has at least two components; one origin alone is that of the product.</summary>
    public static void Components(Checks checks, IReadOnlyList<ListProduct.Component>? components)
    {
        if (components is null)
        {
            return;
        }

        checks.Count(components.Count, 2, ComponentsMax, "components", "组成部分", "components");
        checks.Each([.. components.Take(ComponentsMax)], "components", (component, within) =>
        {
            within.Range(component.Weight, 1, WeightMax, "weight");
            if (component.OriginCountyId is not null)
            {
                within.Code(component.OriginCountyId, "originCountyId", max: 40);
            }

            within.That(
                component.Recognition is null || component.OriginCountyId is not null,
                "originCountyId",
                "origin_missing",
                "有认定的组成部分须填写产地。",
                "A component with a recognition names the county of its origin.");
            Recognition(within, component.Recognition);
        });
    }

    /// <summary>A gift is quoted to one unit and never listed for everybody; vouchers and deposits are no sales (CR-23).</summary>
    public static void Charge(Checks checks, ChargeKind? charge) => checks.That(
        charge is not (ChargeKind.Donation or ChargeKind.Voucher or ChargeKind.Deposit),
        "charge",
        "charge_not_listable",
        "卡券和定金不是货物销售（CR-23）；捐赠请用报价向采购单位提出。",
        "Vouchers and deposits are no sales of goods (CR-23); a donation is offered to a unit by a quotation.");

    public static void Unit(Checks checks, TradeUnit unit)
    {
        checks.Text(unit.Name, "unit.name", max: 20);
        checks.That(
            unit.Grams is null != unit.Pieces is null,
            "unit",
            "unit_ratio",
            "计量单位须折算为克数（grams）或件数（pieces），二者只填其一。",
            "Give the unit's ratio to grams or to pieces: exactly one of the two.");
        checks.Range(unit.Grams ?? 1, 1, 1_000_000_000, "unit.grams");
        checks.Range(unit.Pieces ?? 1, 1, 1_000_000, "unit.pieces");
    }

    /// <summary>From which day on, where and in which quantities it can be had.</summary>
    public static void Delivery(Checks checks, DeliveryTerms? delivery)
    {
        if (delivery is null)
        {
            return;
        }

        checks.Within("delivery", within =>
        {
            within.Range(delivery.LeadDays, 0, LeadDaysMax, "leadDays");
            within.Range((delivery.QuantityStep ?? Quantity.Of(1)).Thousandths, 1, QuantityMax.Thousandths, "quantityStep");
            var regions = delivery.DeliversTo ?? [];
            within.Count(regions.Count, delivery.DeliversTo is null ? 0 : 1, RegionsMax, "deliversTo", "个地区", "regions");
            within.Distinct(regions, "deliversTo");
            within.Day(delivery.HarvestFrom ?? CatalogDays.First, CatalogDays.First, CatalogDays.Last, "harvestFrom");
            within.Day(delivery.HarvestUntil ?? CatalogDays.First, CatalogDays.First, CatalogDays.Last, "harvestUntil");
            within.Period(delivery.HarvestFrom ?? DateOnly.MinValue, delivery.HarvestUntil, "harvestUntil");
        });
    }

    public static void PriceTiers(Checks checks, IReadOnlyList<PriceTier> tiers)
    {
        checks.Count(tiers.Count, 1, PriceTiersMax, "priceTiers", "价格档", "price tiers");
        for (var i = 0; i < Math.Min(tiers.Count, PriceTiersMax); i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"priceTiers[{i}]");
            checks.Range(tiers[i].FromQuantity.Units, 0, QuantityMax.Units, $"{field}.fromQuantity");
            checks.That(
                tiers[i].UnitPrice > default(UnitPrice) && tiers[i].UnitPrice <= PriceMax,
                $"{field}.unitPrice",
                "price_out_of_range",
                "单价须大于 0 且不超过 1000000 元。",
                "A unit price is above 0 and at most 1000000 yuan.");
            if (i > 0)
            {
                checks.That(
                    tiers[i].FromQuantity > tiers[i - 1].FromQuantity,
                    $"{field}.fromQuantity",
                    "tiers_not_ascending",
                    "起订数量须逐档递增。",
                    "Each tier must start from a larger quantity than the one before.");
                checks.That(
                    tiers[i].UnitPrice <= tiers[i - 1].UnitPrice,
                    $"{field}.unitPrice",
                    "price_rises",
                    "数量越多，单价不能越高。",
                    "The price must not rise with the quantity.");
            }
        }
    }
}
