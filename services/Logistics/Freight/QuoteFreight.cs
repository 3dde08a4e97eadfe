using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// POST /logistics/freight-quotes. What freight would cost, before anything is ordered: by the tariffs of carriers, and by an estimate as
/// plans cost it. Nothing is kept, nothing is reserved, and nothing of it is credited (CR-02).
/// </summary>
public static class QuoteFreight
{
    const int ConsignmentsMax = 100;
    const int ItemsMax = 200;
    const int OffersMax = 20;
    const int AheadDaysMax = 366;

    public sealed record Request : IChecked
    {
        /// <summary>1 to 100, each with a number of its own: a page of goods, or all parts of a draft.</summary>
        public required IReadOnlyList<Consignment> Consignments { get; init; }

        public void Check(Checks check)
        {
            check.Count(Consignments.Count, 1, ConsignmentsMax, "consignments", "批货物", "consignments");
            if (Consignments.Count <= ConsignmentsMax)
            {
                check.Each(Consignments, "consignments", static (consignment, within) => consignment.Check(within));
                check.Distinct(Consignments.Select(consignment => consignment.Number), "consignments");
            }
        }
    }

    /// <summary>Goods that go together from one place to another.</summary>
    public sealed record Consignment
    {
        /// <summary>By which the answer names it.</summary>
        public required int Number { get; init; }

        public required Origin From { get; init; }

        public required Destination To { get; init; }

        /// <summary>The day of delivery, from today on within 366 days.</summary>
        public required DateOnly DeliverOn { get; init; }

        /// <summary>1 to 200.</summary>
        public required IReadOnlyList<Item> Items { get; init; }

        internal void Check(Checks check)
        {
            check.That(
                From.Given == 1, "from", "origin_unclear", "起点须填写 regionId、nodeId、supplierId 之一。",
                "The origin is one of regionId, nodeId and supplierId.");
            check.That(
                To.Given == 1, "to", "destination_unclear", "终点须填写 regionId、dockId 之一。", "The destination is one of regionId and dockId.");
            check.Count(Items.Count, 1, ItemsMax, "items", "项货物", "items");
            if (Items.Count <= ItemsMax)
            {
                check.Each(Items, "items", static (item, within) => item.Check(within));
            }
        }
    }

    /// <summary>Where goods are taken in: exactly one of these.</summary>
    public sealed record Origin
    {
        public string? RegionId { get; init; }

        /// <summary>A station or hub in use.</summary>
        public Guid? NodeId { get; init; }

        /// <summary>Where this supplier's goods are taken in as a rule, otherwise the region that they come from.</summary>
        public Guid? SupplierId { get; init; }

        internal int Given => (RegionId is null ? 0 : 1) + (NodeId is null ? 0 : 1) + (SupplierId is null ? 0 : 1);
    }

    /// <summary>Where goods are handed over: exactly one of these.</summary>
    public sealed record Destination
    {
        public string? RegionId { get; init; }

        /// <summary>A dock, which counts as its region: where it stands is told to its own carriers only.</summary>
        public Guid? DockId { get; init; }

        internal int Given => (RegionId is null ? 0 : 1) + (DockId is null ? 0 : 1);
    }

    /// <summary>Some goods.</summary>
    public sealed record Item
    {
        /// <summary>A product on offer, which tells the class; absent when the class is given.</summary>
        public Guid? ProductId { get; init; }

        /// <summary>Absent when the product is given.</summary>
        public FreightClass? Class { get; init; }

        /// <summary>Kilograms with at most three places, more than 0 and at most 1,000,000; absent when the quantity is given.</summary>
        public Quantity? WeightKg { get; init; }

        /// <summary>In the trade unit of the product, more than 0 and at most 1,000,000; absent when the weight is given.</summary>
        public Quantity? Quantity { get; init; }

        internal void Check(Checks check)
        {
            check.That(
                ProductId is null != Class is null, "productId", "goods_unclear", "每项须填写商品（productId）或温度等级（class）之一。",
                "An item names a product (productId) or a class (class), not both.");
            check.That(
                WeightKg is null != Quantity is null, "weightKg", "weight_unclear", "每项须填写重量（weightKg）或数量（quantity）之一。",
                "An item has a weight (weightKg) or a quantity (quantity), not both.");
            check.That(
                Quantity is null || ProductId is not null, "quantity", "weight_unclear", "只有填写了商品才能用数量；请改填重量（weightKg）。",
                "Only a product has a trade unit; give the weight (weightKg).");
            check.Range((WeightKg ?? Quantity)?.Units ?? 1, 0.001m, 1_000_000, WeightKg is null ? "quantity" : "weightKg");
        }
    }

    /// <summary>What was found for each, in the order asked.</summary>
    public sealed record Answer
    {
        public required IReadOnlyList<Outcome> Consignments { get; init; }
    }

    /// <summary>A quote, or what of the question is wrong.</summary>
    public sealed record Outcome
    {
        public required int Number { get; init; }

        /// <summary>Absent when there is a problem.</summary>
        public FreightQuoteView? Quote { get; init; }

        /// <summary>What names nothing that is known; absent when there is a quote.</summary>
        public ItemProblem? Problem { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/freight-quotes", HandleAsync)
        .WithName(nameof(QuoteFreight)).WithSummary("试算运费 What freight would cost")
        .WithDescription("Nothing is kept. An offer is no part of an order, and freight is never credited (CR-02). What can't be "
            + "answered of one consignment does not stop the others.")
        .For(Roles.Purchaser, Roles.Approver, Roles.Supplier, Roles.Carrier).Decided(DecidedBy.Organisation);

    static async Task<Ok<Answer>> HandleAsync(
        Request request, LogisticsDb db, IOptions<PlanOptions> plans, IOptions<FreightOptions> freight, TimeProvider clock,
        CancellationToken ct)
    {
        var today = BusinessDay.Of(clock.GetUtcNow());
        var known = await KnownGoods.ReadAsync(db, request.Consignments, ct);
        var read = request.Consignments.Select(consignment => Read(consignment, known, today, plans.Value)).ToList();
        FreightConsignment[] sound = [.. read.Select(row => row.Sound).OfType<FreightConsignment>()];
        var tariffs = await TariffsAsync(db, sound, ct);
        var estimates = await FreightEstimates.ReadAsync(db, sound, freight.Value, ct);
        return TypedResults.Ok(new Answer
        {
            Consignments =
            [
                .. request.Consignments.Zip(read, (asked, row) => new Outcome
                {
                    Number = asked.Number,
                    Quote = row.Sound is { } consignment ? ToQuote(consignment, tariffs, estimates) : null,
                    Problem = row.Problem,
                }),
            ],
        });
    }

    static (FreightConsignment? Sound, ItemProblem? Problem) Read(
        Consignment asked, KnownGoods known, DateOnly today, PlanOptions plans)
    {
        try
        {
            return asked.DeliverOn >= today && asked.DeliverOn <= today.AddDays(AheadDaysMax)
                ? (known.Read(asked, plans), null)
                : throw new InvalidRequestException(
                    "day_out_of_range", "deliverOn", $"送达日须在今天起 {AheadDaysMax} 天之内。",
                    $"The day of delivery is from today on, within {AheadDaysMax} days.");
        }
        catch (InvalidRequestException refused)
        {
            return (null, new ItemProblem
            {
                Status = StatusCodes.Status400BadRequest,
                Code = refused.Code,
                Field = refused.Field,
                Zh = refused.Zh,
                En = refused.En,
            });
        }
    }

    /// <summary>Those of all ways, with carriers; which of them counts for which is told by the most exact.</summary>
    static async Task<List<CarrierTariff>> TariffsAsync(LogisticsDb db, FreightConsignment[] consignments, CancellationToken ct)
    {
        if (consignments.Length == 0)
        {
            return [];
        }

        string[] froms = [.. consignments.SelectMany(consignment => consignment.From.Path.Ids).Distinct(StringComparer.Ordinal)];
        string[] tos = [.. consignments.SelectMany(consignment => consignment.To.Path.Ids).Distinct(StringComparer.Ordinal)];
        var first = consignments.Min(consignment => consignment.DeliverOn);
        var last = consignments.Max(consignment => consignment.DeliverOn);
        FreightClass[] classes = [.. consignments.Select(consignment => consignment.Class).OfType<FreightClass>().Distinct()];
        // Each carrier is made once, however many tariffs it has.
        return await db.Tariffs.AsNoTrackingWithIdentityResolution().Include(tariff => tariff.Carrier).Between(froms, tos)
            .Where(tariff => classes.Contains(tariff.Class))
            .Where(tariff => tariff.ValidFrom <= last && (tariff.ValidUntil == null || tariff.ValidUntil >= first)
                && (tariff.EndedOn == null || tariff.EndedOn > first))
            .ToListAsync(ct);
    }

    static FreightQuoteView ToQuote(FreightConsignment consignment, List<CarrierTariff> tariffs, FreightEstimates estimates)
    {
        var (offers, missing) = consignment.Class is { } @class
            ? OffersOf(consignment, @class, tariffs, estimates)
            : ([], NotServed.MixedClasses);
        return new FreightQuoteView
        {
            Class = consignment.Class,
            WeightKg = consignment.WeightKg,
            ChargeableKg = consignment.ChargeableKg,
            FromRegionId = consignment.From.Path.RegionId,
            FromName = consignment.From.Name,
            ToRegionId = consignment.To.Path.RegionId,
            ToRegionName = consignment.To.Name,
            DeliverOn = consignment.DeliverOn,
            Offers =
            [
                .. offers.OrderBy(offer => offer.FreightFen).ThenBy(offer => offer.Kind).ThenBy(offer => offer.CarrierId).Take(OffersMax),
            ],
            NotServed = offers.Count == 0 ? missing : null,
        };
    }

    static (List<FreightQuoteView.OfferView> Offers, FreightQuoteView.NotServedView? Missing) OffersOf(
        FreightConsignment consignment, FreightClass @class, List<CarrierTariff> tariffs, FreightEstimates estimates)
    {
        var (offers, missing) = estimates.Of(consignment, @class);
        var active = tariffs.Where(tariff => tariff.Carrier.StateOn(consignment.DeliverOn) == CarrierState.Active);
        offers.AddRange(CarrierTariff.MostExact(active, consignment.From.Path, consignment.To.Path, @class, consignment.DeliverOn)
            .Select(tariff => ToOffer(tariff, consignment)));
        return (offers, missing);
    }

    static FreightQuoteView.OfferView ToOffer(CarrierTariff tariff, FreightConsignment consignment)
    {
        var price = tariff.PriceOf(consignment.ChargeableKg);
        return new FreightQuoteView.OfferView
        {
            Kind = OfferKind.Tariff,
            CarrierId = tariff.CarrierId,
            CarrierName = tariff.Carrier.Name,
            FreightFen = price.Fen,
            FenPerTonne = consignment.FenPerTonneOf(price.Fen),
            Tariff = new FreightQuoteView.OfferTariff
            {
                TariffId = tariff.Id,
                FromRegionId = tariff.FromRegionId,
                ToRegionId = tariff.ToRegionId,
                Basis = price.Basis,
                Lorries = price.Lorries,
            },
            ValidUntil = tariff.LastDay,
        };
    }
}
