using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Assessments;

/// <summary>
/// POST /credits/assessments. What goods would count for, were they bought and accepted: which pairing, tier, scheme and quota, or why not.
/// The lines become sales as accepted ones do and are judged by the same rule book; nothing of it is kept.
/// </summary>
public static class AssessSales
{
    const int LinesMax = 2_000;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/assessments", HandleAsync)
        .WithName(nameof(AssessSales)).WithSummary("试算认定结果 What goods would count for, were they bought")
        .WithDescription("Takes goods as GET /ordering/drafts/{draftId}/preview tells them. What a real sale is credited to is decided "
            + "when it is accepted, by what is known then; what depends on it alone, such as its batches, is not looked at.")
        .For(Roles.Purchaser, Roles.Approver).Decided(DecidedBy.Organisation).IsExpensive();

    /// <summary>What would be bought, by whom and how.</summary>
    public sealed record Request : IChecked, IActsFor
    {
        /// <summary>Who would order; the caller must belong to it.</summary>
        public required Guid UnitId { get; init; }

        /// <summary>As an order says them: for whom, for what, by whose help, through which channel.</summary>
        public OrderTerms? Terms { get; init; }

        /// <summary>The day of acceptance in Asia/Shanghai; absent for today.</summary>
        public DateOnly? Day { get; init; }

        /// <summary>1 to 2,000.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks checks)
        {
            checks.Count(Lines.Count, 1, LinesMax, "lines", "行", "lines");
            checks.TextOrNone(Terms?.Facilitation?.Proof, "terms.facilitation.proof", CreditingDb.NameLength);
            checks.Day(Day ?? new DateOnly(2026, 1, 1), new DateOnly(2021, 1, 1), new DateOnly(2100, 12, 31), "day");
            if (Lines.Count <= LinesMax)
            {
                checks.Each(Lines, "lines", static (line, within) => line.Check(within));
                checks.Distinct(Lines.Select(line => line.LineNumber), "lines");
            }
        }
    }

    /// <summary>Goods that would be bought.</summary>
    public sealed record Line
    {
        /// <summary>By which the answer names it.</summary>
        public required int LineNumber { get; init; }

        /// <summary>As they are on offer.</summary>
        public required GoodsFacts Goods { get; init; }

        /// <summary>In the trade unit, more than 0 and at most 1,000,000.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>Where they would go.</summary>
        public required RegionPath DeliveryPath { get; init; }

        internal void Check(Checks checks)
        {
            checks.That(
                Quantity > Quantity.Zero && Quantity <= Quantity.Of(1_000_000) && Goods.Unit.FitsLine(Quantity),
                "quantity",
                "quantity_out_of_range",
                "数量须大于 0 且不超过 1000000。",
                "The quantity must be more than 0 and at most 1000000.");
            checks.That(
                Goods.UnitPrice.TenThousandths >= 0 && Goods.UnitPrice.Yuan <= 1_000_000,
                "goods.unitPrice",
                "out_of_range",
                "单价须在 0 与 1000000 元之间。",
                "The unit price is between 0 and 1000000 yuan.");
            checks.Text(Goods.ProductName, "goods.productName", CreditingDb.NameLength);
            checks.Text(Goods.SupplierName, "goods.supplierName", CreditingDb.NameLength);
            checks.Text(Goods.OriginName, "goods.originName", CreditingDb.NameLength);
            checks.Text(Goods.Unit.Name, "goods.unit.name", CreditingDb.NameLength);
            checks.TextOrNone(Goods.Recognition?.Number, "goods.recognition.number", CreditingDb.NameLength);
            checks.TextOrNone(Goods.Agency?.PrincipalName, "goods.agency.principalName", CreditingDb.NameLength);
            checks.Each(Goods.Origins ?? [], "goods.origins", static (part, within) =>
                within.TextOrNone(part.OriginName, "originName", CreditingDb.NameLength));
        }
    }

    static async Task<Ok<AssessmentView>> HandleAsync(
        Request request, CreditingDb db, RegistryCache cache, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var head = await db.LedgerHeads.AsNoTracking().SingleAsync(ct);
        var known = await cache.ReadAsync(db, head.RegistryVersion, ct);
        var sales = await SalesAsync(request, db, known, now, ct);
        var register = await RecognitionRegister.ReadAsync(db, sales.Select(sale => sale.Sale), ct);
        foreach (var (_, sale) in sales)
        {
            register.Apply(sale);
        }

        var checks = await HoldChecks.ReadAsync(db, known.Registry, BusinessDay.Of(now), [.. sales.Select(sale => sale.Sale)], ct);
        List<(int Number, SaleLine Sale, Judgement Judgement)> judged = [];
        foreach (var (number, sale) in sales)
        {
            var (suspicion, isResale) = checks.Evaluate(sale);
            judged.Add((number, sale, RuleBook.Judge(sale, known.Registry, suspicion, isResale)));
        }

        // It has looked at rows that others change; nothing of them is to be saved.
        db.ChangeTracker.Clear();
        var names = await NamesAsync(db, judged.SelectMany(line => line.Judgement.Decisions), ct);
        return TypedResults.Ok(AssessmentView.Of(request.Day ?? BusinessDay.Of(now), judged, names));
    }

    /// <summary>The sales that the lines would become, were all of them accepted.</summary>
    static async Task<List<(int Number, SaleLine Sale)>> SalesAsync(
        Request request, CreditingDb db, RegistryCache.RegistrySnapshot known, DateTimeOffset now, CancellationToken ct)
    {
        var goods = request.Lines.Select(line => line.Goods).ToList();
        var parties = await PartyResolver.ReadAsync(
            db,
            known.Listings,
            [.. ((Guid?[])[request.UnitId, request.Terms?.PrincipalUnitId]).OfType<Guid>().Distinct()],
            request.Terms?.Facilitation?.FacilitatorId is { } facilitator ? [facilitator] : [],
            [.. goods.Select(sold => sold.SupplierId).Concat(goods.Select(sold => sold.Agency?.PrincipalId).OfType<Guid>()).Distinct()],
            [.. goods.Select(sold => sold.ProductId).Concat(goods.Select(sold => sold.Agency?.ProductId).OfType<Guid>()).Distinct()],
            assume: null,
            ct);
        try
        {
            return
            [
                .. request.Lines.SelectMany(line =>
                {
                    var delivery = DeliveryOf(request, line, now);
                    return SaleLineFactory.Of(delivery, delivery.Lines[0], known.Registry, parties, now)
                        .Select(sale => (line.LineNumber, sale));
                }),
            ];
        }
        catch (MissingReferenceException missing)
        {
            throw new InvalidRequestException(
                "party_unknown",
                "unitId",
                "该采购单位、委托单位或帮销主体的登记信息尚未送达，或当日没有归属地；请稍候片刻再试。",
                $"The unit, its principal or the facilitator is not known here yet, or belonged nowhere on that day; retry in a moment. "
                + missing.Message);
        }
    }

    /// <summary>The line as if it had been ordered, sent and accepted as a whole on the day.</summary>
    static DeliveryAccepted DeliveryOf(Request request, Line line, DateTimeOffset now)
    {
        var accepted = request.Day is { } day ? BusinessDay.StartOf(day) : now;
        var id = Guid.CreateVersion7(now);
        var amount = Money.Of(line.Quantity, line.Goods.UnitPrice);
        return new DeliveryAccepted
        {
            AcceptanceId = id,
            AcceptanceNo = 1,
            ShipmentId = id,
            OrderId = id,
            OrderNumber = "",
            UnitId = request.UnitId,
            UnitName = "",
            BudgetYear = BusinessDay.Of(accepted).Year,
            SupplierId = line.Goods.SupplierId,
            ConfirmedAt = accepted,
            DispatchedAt = accepted,
            DeliveredAt = accepted,
            AcceptedAt = accepted,
            AcceptedBy = "",
            Waybill = "",
            DeliveryPath = line.DeliveryPath,
            Terms = request.Terms is { Facilitation: { } named } terms
                // Named by now, which is before it would be confirmed (CR-07).
                ? terms with { Discount = null, Facilitation = named with { NamedAt = accepted } }
                : request.Terms is { } plain ? plain with { Discount = null } : null,
            Lines =
            [
                new DeliveryAccepted.Line
                {
                    LineId = id,
                    LineNumber = 1,
                    Goods = line.Goods,
                    Ordered = line.Quantity,
                    OrderedFen = amount.Fen,
                    Dispatched = line.Quantity,
                    Accepted = line.Quantity,
                    Short = Quantity.Zero,
                    Rejected = Quantity.Zero,
                    AcceptedFen = amount.Fen,
                    Batches = [],
                },
            ],
        };
    }

    /// <summary>The names of the pairings and designations that hold something.</summary>
    static async Task<Dictionary<(Guid Id, long Version), (string East, string West)>> NamesAsync(
        CreditingDb db, IEnumerable<TierDecision> decisions, CancellationToken ct)
    {
        Guid[] ids = [.. decisions.Select(decision => decision.Holder?.Id).OfType<Guid>().Distinct()];
        var names = new Dictionary<(Guid, long), (string, string)>();
        // Whoever buys may know what it would count for, wherever the other party is.
        foreach (var pairing in await db.Pairings.AsNoTracking().IgnoreQueryFilters()
            .Where(pairing => ids.Contains(pairing.PairingId)).ToListAsync(ct))
        {
            names[(pairing.PairingId, pairing.Version)] = (pairing.EastName, pairing.WestName);
        }

        foreach (var designation in await db.Designations.AsNoTracking().IgnoreQueryFilters()
            .Where(designation => ids.Contains(designation.DesignationId)).ToListAsync(ct))
        {
            names[(designation.DesignationId, designation.Version)] = (designation.UnitName, designation.CountyName);
        }

        return names;
    }
}
