using System.Collections.Concurrent;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Platform.Tests.Web;

public enum Kind
{
    Fruit = 1,
    Tea = 2,
    Wool = 3,
}

public sealed class Thing
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required Kind Kind { get; init; }

    public long Version { get; set; } = 1;
}

public sealed class ShopDb(DbContextOptions<ShopDb> options) : DbContext(options)
{
    public DbSet<Thing> Things => Set<Thing>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        IdempotencyKey.Configure(modelBuilder);
        modelBuilder.Entity<Thing>().Property(t => t.Version).IsConcurrencyToken();
    }
}

/// <summary>A thing as it is shown.</summary>
public sealed record ThingView(Guid ThingId, string Name, Kind Kind, long Version);

/// <summary>A small service that goes down every road of the kernel's web half.</summary>
public static class Shop
{
    public static void MapShop(this WebApplication app, string name = "shop")
    {
        var api = app.MapService(name, "商店 Shop");
        var things = api.MapGroup("/things");
        things.MapPost("/", PlaceThing.HandleAsync).WithName("PlaceThing")
            .WithSummary("登记 Place a thing").For("purchaser", "official").Decided(DecidedBy.Organisation).RequireIdempotencyKey<ShopDb>();
        things.MapGet("/", ListThings.HandleAsync).WithName("ListThings").WithSummary("列表 List things").ForEveryRole();
        things.MapGet("/{thingId}", GetThing.HandleAsync).WithName("GetThing").WithSummary("查看 Get a thing").ForEveryRole();
        things.MapPut("/{thingId}", ReviseThing.HandleAsync).WithName("ReviseThing").WithSummary("修改 Revise a thing")
            .For("purchaser").Decided(DecidedBy.Organisation);
        things.MapPost("/{thingId}/refusals", RefuseOnce.HandleAsync).WithName("RefuseOnce")
            .WithSummary("拒绝 Refuse").For("purchaser").Decided(DecidedBy.Organisation).RequireIdempotencyKey<ShopDb>();
        things.MapPost("/{thingId}/unsaved", LeaveUnsaved.Handle).WithName("LeaveUnsaved")
            .WithSummary("未保存 Leave unsaved").For("purchaser").Decided(DecidedBy.Organisation).RequireIdempotencyKey<ShopDb>();
        var decisions = api.MapGroup("/decisions");
        decisions.MapPost("/unasked", () => TypedResults.Ok()).WithName("DecideUnasked").WithSummary("未核权限 Decide without asking")
            .For("official").Decided(DecidedBy.Sides);
        decisions.MapPost("/national", () => TypedResults.Ok()).WithName("DecideNationally").WithSummary("国家决定 Decide for the nation")
            .For("official").Decided(DecidedBy.Nation);
        decisions.MapPost("/regional", DecideRegionally).WithName("DecideRegionally").WithSummary("地区决定 Decide for a region")
            .For("official", "purchaser").Decided(DecidedBy.Region);
        api.MapGet("/caller", (Caller caller) => TypedResults.Ok(new CallerView(
            caller.Subject, caller.Role, caller.Org, caller.Region, caller.Tier?.ToString(), caller.SeesAll, caller.Segment)))
            .WithName("GetCaller").WithSummary("我是谁 Who am I").ForEveryRole();
        api.MapGet("/faults/{fault}", Fail).WithName("Fail").WithSummary("出错 Fail").ForEveryRole();
        api.MapGet("/roleless", () => TypedResults.Ok("a")).WithName("Roleless").WithSummary("需审批人 For approvers").For("approver");
    }

    public sealed record CallerView(
        string Subject, string? Role, Guid? Org, string? Region, string? Tier, bool SeesAll, string? Segment);

    static Ok DecideRegionally(string path, Authority authority)
    {
        authority.Require(path, OfficialTier.City);
        return TypedResults.Ok();
    }

    static Ok Fail(string fault) => fault switch
    {
        "rule" => throw new RuleBrokenException("already_confirmed", "订单已确认。", "The order is confirmed."),
        "not-found" => throw new NotFoundException("thing_not_found", "没有该物品。", "There is no such thing."),
        "invalid" => throw new InvalidRequestException("unknown_product", "lines[2].productId", "没有该商品。", "There is no such product."),
        "forbidden" => throw new ForbiddenException("not_yours", "不是您的。", "It is not yours."),
        "concurrency" => throw new DbUpdateConcurrencyException("secret detail"),
        "busy" => throw new DbUpdateException("secret detail", new SqliteException("secret detail", errorCode: 5)),
        "nul" => throw new PostgresException("secret detail", "ERROR", "ERROR", PostgresErrorCodes.CharacterNotInRepertoire),
        "cancelled" => throw new OperationCanceledException("secret detail"),
        _ => throw new InvalidOperationException("secret detail"),
    };
}

/// <summary>Places a thing.</summary>
public static class PlaceThing
{
    static readonly ConcurrentDictionary<Guid, int> Runs = new();

    /// <summary>How often the handler has run for a thing.</summary>
    public static int RunsFor(Guid thingId) => Runs.GetValueOrDefault(thingId);

    /// <summary>What is to be placed.</summary>
    public sealed record Request : IChecked, IActsFor
    {
        /// <summary>Made by the caller.</summary>
        public required Guid ThingId { get; init; }

        public required Guid UnitId { get; init; }

        public required string Name { get; init; }

        public required Kind Kind { get; init; }

        public required IReadOnlyList<Line> Lines { get; init; }

        public string? Note { get; init; }

        public DateOnly? On { get; init; }

        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks checks)
        {
            checks.NotEmpty(ThingId, "thingId");
            checks.Text(Name, "name", max: 20);
            checks.TextOrNone(Note, "note", max: 5);
            checks.Count(Lines.Count, 1, 3, "lines", "行", "lines");
            checks.Each(Lines, "lines", (line, within) => within.Range(line.Quantity.Thousandths, 1, 9_000, "quantity"));
        }
    }

    /// <summary>A part of it.</summary>
    public sealed record Line(Guid ProductId, Quantity Quantity);

    public static async Task<Created<ThingView>> HandleAsync(Request request, ShopDb db, CancellationToken ct)
    {
        Runs.AddOrUpdate(request.ThingId, 1, (_, before) => before + 1);
        var thing = new Thing { Id = request.ThingId, Name = request.Name, Kind = request.Kind };
        db.Add(thing);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/shop/things/{thing.Id}", new ThingView(thing.Id, thing.Name, thing.Kind, thing.Version));
    }
}

public static class ListThings
{
    public static async Task<Ok<Page<ThingView>>> HandleAsync([AsParameters] PageQuery page, Kind? kind, ShopDb db, CancellationToken ct)
    {
        var things = db.Things.AsNoTracking().Where(t => kind == null || t.Kind == kind);
        if (Cursor.Decode(page.After, 1) is { } after)
        {
            things = things.Where(t => t.Name.CompareTo(after[0]) > 0);
        }

        var rows = await things.OrderBy(t => t.Name).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(rows, page.Size, t => new ThingView(t.Id, t.Name, t.Kind, t.Version), t => Cursor.Encode(t.Name)));
    }
}

public static class GetThing
{
    public static async Task<EtagOk<ThingView>> HandleAsync(Guid thingId, ShopDb db, CancellationToken ct)
    {
        var thing = await db.Things.FindAsync([thingId], ct)
            ?? throw new NotFoundException("thing_not_found", "没有该物品。", "There is no such thing.");
        return Etag.Ok(new ThingView(thing.Id, thing.Name, thing.Kind, thing.Version), thing.Version);
    }
}

public static class ReviseThing
{
    public sealed record Request(string Name);

    public static async Task<EtagOk<ThingView>> HandleAsync(Guid thingId, Request request, IfMatch ifMatch, ShopDb db, CancellationToken ct)
    {
        var thing = await db.Things.FindAsync([thingId], ct)
            ?? throw new NotFoundException("thing_not_found", "没有该物品。", "There is no such thing.");
        ifMatch.Require(thing.Version);
        thing.Name = request.Name;
        thing.Version++;
        await db.SaveChangesAsync(ct);
        return Etag.Ok(new ThingView(thing.Id, thing.Name, thing.Kind, thing.Version), thing.Version);
    }
}

/// <summary>Has an effect and then refuses, one way or the other: nothing of it may stay.</summary>
public static class RefuseOnce
{
    public sealed record Request(bool Throws);

    public static async Task<Results<EtagCreated<ThingView>, Conflict<string>>> HandleAsync(
        Guid thingId, Request request, ShopDb db, CancellationToken ct)
    {
        db.Add(new Thing { Id = thingId, Name = "refused", Kind = Kind.Wool });
        await db.SaveChangesAsync(ct);
        return request.Throws
            ? throw new RuleBrokenException("refused", "拒绝。", "Refused.")
            : TypedResults.Conflict("refused");
    }
}

/// <summary>Answers that it did what it has not saved, as an endpoint with a fault would.</summary>
public static class LeaveUnsaved
{
    public static Created Handle(Guid thingId, ShopDb db)
    {
        db.Add(new Thing { Id = thingId, Name = "unsaved", Kind = Kind.Wool });
        return TypedResults.Created($"/shop/things/{thingId}");
    }
}
