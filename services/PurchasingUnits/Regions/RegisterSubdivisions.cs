using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>
/// POST /units/regions/{regionId}/subdivisions (CR-20). From a day on these are townships and villages of the county: new ones, ones with
/// another name, ones that go on under another code (also from another county), and ones that are no more. An official of the county or
/// above registers them.
/// </summary>
public static class RegisterSubdivisions
{
    const int ItemsMax = 2_000;

    public sealed record Request : IChecked
    {
        /// <summary>First day on which it is so.</summary>
        public required DateOnly ValidFrom { get; init; }

        /// <summary>
        /// New ones, and ones with another name or code; a township before or beside its villages. What isn't named stays.
        /// </summary>
        public IReadOnlyList<Item> Subdivisions { get; init; } = [];

        /// <summary>Codes of those that are no more.</summary>
        public IReadOnlyList<string> Ended { get; init; } = [];

        public required string Document { get; init; }

        public void Check(Checks check)
        {
            check.Count(Subdivisions.Count + Ended.Count, 1, ItemsMax, "subdivisions", "乡镇、村", "townships and villages");
            check.Each(Subdivisions, "subdivisions", static (item, check) =>
            {
                check.SubdivisionCode(item.Code, "code");
                check.Text(item.Name, "name", RegionIds.NameMax);
                if (item.FormerCode is not null)
                {
                    check.SubdivisionCode(item.FormerCode, "formerCode");
                }
            });
            check.Distinct(Subdivisions.Select(item => item.Code).Concat(Ended), "subdivisions");
            foreach (var code in Ended)
            {
                check.SubdivisionCode(code, "ended");
            }

            check.RegistryDay(ValidFrom, "validFrom");
            check.Document(Document);
        }

        public sealed record Item
        {
            /// <summary>The statistical code: nine digits of a township, twelve of a village.</summary>
            public required string Code { get; init; }

            public required string Name { get; init; }

            /// <summary>The code that it had until now, when it goes on under another; absent when it is new or keeps its code.</summary>
            public string? FormerCode { get; init; }
        }
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapPost("/{regionId}/subdivisions", HandleAsync)
        .WithName(nameof(RegisterSubdivisions)).WithSummary("登记乡镇、村 Register townships and villages of a county from a day on")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<UnitsDb>();

    static async Task<Ok<Registered>> HandleAsync(
        [AsParameters] GetRegion.Place place, Request request, UnitsDb db, Registrar registrar, Authority authority, CancellationToken ct)
    {
        await db.LockNameAsync("subdivisions", ct);
        var county = await db.PlaceNamedAsync(place.RegionId, to: null, "regionId", ct);
        authority.Require(county.Path);
        var known = await KnownAsync(db, request, ct);
        var (created, changed) = (0, 0);
        foreach (var (index, item) in request.Subdivisions.Index().OrderBy(item => item.Item.Code.Length))
        {
            var field = $"subdivisions[{index}].code";
            var current = known.GetValueOrDefault(item.FormerCode ?? item.Code);
            if (current is null && item.FormerCode is { } former)
            {
                throw NoSuchCode(former, $"subdivisions[{index}].formerCode");
            }

            RequireOfCounty(item, current, county, field);
            if (item.FormerCode is not null && known.ContainsKey(item.Code))
            {
                throw Refused("subdivision_code_taken", field, $"代码 {item.Code} 已被使用。", $"The code {item.Code} is taken.");
            }

            var parentId = RegionCode.TownshipOf(item.Code) is { } township
                ? (known.GetValueOrDefault(township) ?? throw NoSuchCode(township, field)).SubdivisionId
                : null;
            if (current is not null && (current.Name, current.Code, current.CountyId, current.ParentId)
                == (item.Name, item.Code, county.Id, parentId))
            {
                continue;
            }

            End(current, request.ValidFrom, field);
            var id = current?.SubdivisionId ?? await NewIdAsync(db, item.Code, request.ValidFrom, ct);
            var row = Subdivision.Of(id, item.Code, item.Name, parentId, county.Id, request.ValidFrom, request.Document);
            db.Add(row);
            known.Remove(item.FormerCode ?? item.Code);
            known[item.Code] = row;
            (created, changed) = current is null ? (created + 1, changed) : (created, changed + 1);
        }

        await EndAllAsync(db, request, county, known, ct);
        registrar.Record(RegistryKind.Subdivision, county.Id, county.Version, [county.Path], before: null, request, request.Document);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Registered(
            created, changed, request.Ended.Count, request.Subdivisions.Count - created - changed));
    }

    /// <summary>What is in use under the codes of the request, and under those of the townships of its villages.</summary>
    static async Task<Dictionary<string, Subdivision>> KnownAsync(UnitsDb db, Request request, CancellationToken ct)
    {
        string[] codes =
        [
            .. request.Subdivisions.SelectMany(item => (string?[])[item.Code, item.FormerCode, RegionCode.TownshipOf(item.Code)])
                .OfType<string>().Concat(request.Ended).Distinct(),
        ];
        return await db.Subdivisions.Where(row => codes.Contains(row.Code) && row.ValidTo == null).ToDictionaryAsync(row => row.Code, ct);
    }

    static void RequireOfCounty(Request.Item item, Subdivision? current, Region county, string field)
    {
        // What went over to a successor keeps its code until it gets another.
        var isKept = current?.Code == item.Code && current.CountyId == county.Id;
        if (!isKept && RegionCode.CountyOf(item.Code) != county.Code)
        {
            throw Refused(
                "code_not_of_county", field,
                $"代码 {item.Code} 的前六位不是{county.Name}的代码 {county.Code}。",
                $"{item.Code} does not begin with {county.Code}, the code of {county.Name}.");
        }

        if (current is not null && item.FormerCode is null && current.CountyId != county.Id)
        {
            throw Refused("subdivision_code_taken", field, $"代码 {item.Code} 已被使用。", $"The code {item.Code} is taken.");
        }
    }

    static void End(Subdivision? current, DateOnly day, string field)
    {
        if (current is not null && current.ValidFrom >= day)
        {
            throw Refused(
                "subdivision_version_overlaps", field,
                $"{current.Name}（{current.Code}）自 {current.ValidFrom:yyyy-MM-dd} 起已有登记，新的变更须晚于该日。",
                $"{current.Name} ({current.Code}) is registered since {current.ValidFrom:yyyy-MM-dd}; the change must be later.");
        }

        current?.EndOn(day);
    }

    static async Task EndAllAsync(
        UnitsDb db, Request request, Region county, Dictionary<string, Subdivision> known, CancellationToken ct)
    {
        var ended = request.Ended.Select((code, index) => (
            Row: known.GetValueOrDefault(code) is { } row && row.CountyId == county.Id ? row : throw NoSuchCode(code, $"ended[{index}]"),
            Field: $"ended[{index}]")).ToList();
        foreach (var (row, field) in ended)
        {
            End(row, request.ValidFrom, field);
        }

        await db.SaveChangesAsync(ct);
        foreach (var (row, field) in ended)
        {
            if (await db.Subdivisions.AnyAsync(village => village.ParentId == row.SubdivisionId && village.ValidTo == null, ct))
            {
                throw Refused(
                    "subdivision_has_villages", field,
                    $"{row.Name} 尚有村、社区；请一并撤销或改隶。", $"{row.Name} has villages still: end them too, or give them another township.");
            }
        }
    }

    static async Task<string> NewIdAsync(UnitsDb db, string code, DateOnly from, CancellationToken ct) =>
        await db.Subdivisions.AnyAsync(row => row.SubdivisionId == code, ct) ? $"{code}-{from:yyyyMMdd}" : code;

    internal static InvalidRequestException NoSuchCode(string code, string field) => Refused(
        "subdivision_not_found", field, $"没有使用代码 {code} 的乡镇或村。", $"No township or village has the code {code}.");

    static InvalidRequestException Refused(string code, string field, string zh, string en) => new(code, field, zh, en);

    /// <summary>How many townships and villages were new, changed, ended, or were so already.</summary>
    public sealed record Registered(int Created, int Changed, int Ended, int Unchanged);
}
