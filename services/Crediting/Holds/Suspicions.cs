using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Holds;

/// <summary>A unit or supplier came under suspicion; as the journal keeps it.</summary>
public sealed record SuspicionRaised(Guid SuspicionId, Guid PartyId, DateOnly From, string Reason, string By);

/// <summary>A suspicion was cleared; as the journal keeps it.</summary>
public sealed record SuspicionCleared(Guid SuspicionId, DateOnly Until, string By);

/// <summary>
/// GET and POST /credits/suspicions, and …/clearance. Sales of the party from that day on are held until it is cleared (CR-17). An official
/// suspects and clears whom the own region knows: who is registered there, or has sold to it or bought of it.
/// </summary>
public sealed class Suspicions : IApplyEvent<SuspicionRaised>, IApplyEvent<SuspicionCleared>
{
    const int TextMax = 500;

    public sealed record Request : IChecked
    {
        public required Guid SuspicionId { get; init; }

        /// <summary>One of the two.</summary>
        public Guid? UnitId { get; init; }

        public Guid? SupplierId { get; init; }

        public required DateOnly From { get; init; }

        public required string Reason { get; init; }

        public void Check(Checks check)
        {
            check.That(UnitId is null != SupplierId is null, "unitId", "one_party", "采购单位与供应商填且只填一个。", "Give either the unit or the supplier.");
            check.Text(Reason, "reason", TextMax);
        }
    }

    /// <param name="SuspicionId">Given by the client that raised it.</param>
    /// <param name="PartyId">The unit or supplier.</param>
    /// <param name="From">Sales from that day on are held.</param>
    /// <param name="Until">The first day on which it is cleared; null while it isn't.</param>
    /// <param name="Reason">As it was given.</param>
    /// <param name="RaisedBy">The official's or operator's subject.</param>
    public sealed record View(Guid SuspicionId, Guid PartyId, DateOnly From, DateOnly? Until, string Reason, string RaisedBy)
    {
        public static View Of(SuspectParty one) => new(one.SuspicionId, one.PartyId, one.From, one.Until, one.Reason, one.RaisedBy);
    }

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/suspicions", ListAsync)
            .WithName("ListSuspicions").WithSummary("存疑清单 Parties under suspicion").For(Roles.Official, Roles.Auditor, Roles.Operator);
        api.MapPost("/suspicions", RaiseAsync)
            .WithName("RaiseSuspicion").WithSummary("列为存疑 Hold a party's sales").For(Roles.Official, Roles.Operator).RequireIdempotencyKey<CreditingDb>();
        api.MapPost("/suspicions/{suspicionId:guid}/clearance", ClearAsync)
            .WithName("ClearSuspicion").WithSummary("解除存疑 Clear a suspicion").For(Roles.Official, Roles.Operator).RequireIdempotencyKey<CreditingDb>();
    }

    static async Task<Ok<Page<View>>> ListAsync(CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct, bool? open = null)
    {
        var suspicions = OfCaller(db).Where(one => open == null || one.Until == null == open);
        if (Cursor.Decode(page.After, 2) is { } last)
        {
            var (day, id) = (Cursor.Day(last[0]), Cursor.Id(last[1]));
            suspicions = suspicions.Where(one => one.From < day || (one.From == day && one.SuspicionId.CompareTo(id) < 0));
        }

        var rows = await suspicions.OrderByDescending(one => one.From).ThenByDescending(one => one.SuspicionId).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, View.Of, one => Cursor.Encode(
            one.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), one.SuspicionId.ToString())));
    }

    static async Task<Created<View>> RaiseAsync(Request request, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        await RequireOwnAsync(work.Db, request, ct);
        var raised = new SuspicionRaised(request.SuspicionId, request.UnitId ?? request.SupplierId!.Value, request.From, request.Reason, work.Caller.Subject);
        await ledger.ApplyAsync(raised, ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Created(
            $"/credits/suspicions/{raised.SuspicionId}", new View(raised.SuspicionId, raised.PartyId, raised.From, null, raised.Reason, raised.By));
    }

    static async Task<Ok<View>> ClearAsync(Guid suspicionId, LedgerSession work, CancellationToken ct)
    {
        var ledger = await work.OpenAsync(ct);
        var known = await OfCaller(work.Db).SingleOrDefaultAsync(one => one.SuspicionId == suspicionId, ct)
            ?? throw new NotFoundException("suspicion_not_found", "没有这条存疑记录，或不在您的辖区。", "There is no such suspicion in your region.");
        if (known.Until is { } until)
        {
            throw new RuleBrokenException("suspicion_cleared", $"该存疑已于{until:yyyy-MM-dd}解除。", $"The suspicion was cleared on {until:yyyy-MM-dd} already.");
        }

        await ledger.ApplyAsync(new SuspicionCleared(suspicionId, ledger.Today, work.Caller.Subject), ct);
        await ledger.WriteAsync(ct);
        return TypedResults.Ok(View.Of(known) with { Until = ledger.Today });
    }

    /// <summary>The suspicions of parties of the caller's region, or with sales that the caller sees.</summary>
    static IQueryable<SuspectParty> OfCaller(CreditingDb db)
    {
        var segment = db.CallerSegment ?? "";
        var units = UnitsOfCaller(db);
        var suspicions = db.SuspectParties.AsNoTracking();
        return db.SeesAll
            ? suspicions
            : suspicions.Where(one => units.Any(unit => unit.UnitId == one.PartyId)
                || db.Suppliers.Any(supplier => supplier.SupplierId == one.PartyId && supplier.RegistrationPath.Contains(segment))
                || db.SaleLines.Any(line => line.UnitId == one.PartyId) || db.SaleLines.Any(line => line.SupplierId == one.PartyId));
    }

    /// <summary>Where a unit belonged is in a list within its row.</summary>
    static IQueryable<Unit> UnitsOfCaller(CreditingDb db)
    {
        var pattern = $"%{db.CallerSegment}%";
        return db.Units.FromSql($"SELECT * FROM units WHERE is_current AND affiliations LIKE {pattern}");
    }

    static async Task RequireOwnAsync(CreditingDb db, Request request, CancellationToken ct)
    {
        var isKnown = request.UnitId is { } unitId
            ? await db.Units.AnyAsync(unit => unit.UnitId == unitId, ct)
            : await db.Suppliers.AnyAsync(supplier => supplier.SupplierId == request.SupplierId, ct);
        if (!isKnown)
        {
            var (field, chinese, english) = request.UnitId is null ? ("supplierId", "供应商", "supplier") : ("unitId", "采购单位", "unit");
            throw new InvalidRequestException($"unknown_{english}", field, $"没有这个{chinese}，请核对标识。", $"There is no such {english}: check the id.");
        }

        var segment = db.CallerSegment ?? "";
        var isOwn = db.SeesAll || (request.UnitId is { } ownId
            ? await UnitsOfCaller(db).AnyAsync(unit => unit.UnitId == ownId, ct) || await db.SaleLines.AnyAsync(line => line.UnitId == ownId, ct)
            : await db.Suppliers.AnyAsync(supplier => supplier.SupplierId == request.SupplierId && supplier.RegistrationPath.Contains(segment), ct)
                || await db.SaleLines.AnyAsync(line => line.SupplierId == request.SupplierId, ct));
        if (!isOwn)
        {
            throw new ForbiddenException(
                "not_your_party",
                "该单位或供应商不在您的辖区，与您的辖区也没有成交。",
                "The unit or supplier is not of your region and has no sales with it.");
        }
    }

    public Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<SuspicionRaised> happened, CancellationToken ct)
    {
        foreach (var raised in happened)
        {
            ledger.AppendEvent(raised);
            ledger.Db.Add(new SuspectParty
            {
                SuspicionId = raised.SuspicionId,
                PartyId = raised.PartyId,
                From = raised.From,
                Reason = raised.Reason,
                RaisedBy = raised.By,
            });
        }

        return Task.CompletedTask;
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<SuspicionCleared> happened, CancellationToken ct)
    {
        foreach (var cleared in happened)
        {
            ledger.AppendEvent(cleared);
            (await ledger.Db.SuspectParties.SingleAsync(one => one.SuspicionId == cleared.SuspicionId, ct)).Clear(cleared.Until);
        }
    }
}
