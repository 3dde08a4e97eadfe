using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Access;

/// <summary>
/// GET /{service}/access-records: who read what, the latest first. Auditors see all, officials the readers of their own region, an
/// organisation who else has read what is its own.
/// </summary>
public static class ListAccess
{
    static readonly string[] Readers = ["supplier", "purchaser", "approver", "carrier", Caller.Official, Caller.Auditor];

    /// <param name="Subject">The reader's subject; for auditors and officials.</param>
    /// <param name="Kind">What was read, such as "order".</param>
    /// <param name="ObjectId">Which of them.</param>
    /// <param name="From">The first instant.</param>
    /// <param name="Until">The instant after the last.</param>
    public sealed record Filter(
        string? Subject = null, string? Kind = null, string? ObjectId = null, DateTimeOffset? From = null, DateTimeOffset? Until = null)
        : IChecked
    {
        public void Check(Checks checks)
        {
            checks.TextOrNone(Subject, "subject", AccessRecord.SubjectMax);
            checks.TextOrNone(Kind, "kind", AccessRecord.KindMax);
            checks.TextOrNone(ObjectId, "objectId", AccessRecord.ObjectIdMax);
        }
    }

    /// <summary>Maps the endpoint for the records of one service.</summary>
    public static void MapAccessRecords<TDb>(this RouteGroupBuilder api)
        where TDb : MarketplaceDb => api.MapGet(
            "/access-records", ([AsParameters] Filter filter, [AsParameters] PageQuery page, HttpContext http, CancellationToken ct) =>
                HandleAsync<TDb>(filter, page, http.RequestServices, ct))
        .WithName($"ListAccessOf{typeof(TDb).Name[..^2]}")
        .WithSummary("查阅记录 Who read what").For(Readers).RecordsAccess<TDb>("access-record");

    static async Task<Ok<Page<AccessView>>> HandleAsync<TDb>(
        Filter filter, PageQuery page, IServiceProvider services, CancellationToken ct)
        where TDb : MarketplaceDb
    {
        var caller = services.GetRequiredService<Caller>();
        var seenAs = caller.Oversight | (caller.Has(Caller.Official) ? Viewers.Region : Viewers.None);
        var rows = Matching(services.GetRequiredService<TDb>().Set<AccessRecord>().AsNoTracking(), filter, caller);
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var before = Cursor.Id(last);
            rows = rows.Where(row => row.Id.CompareTo(before) < 0);
        }

        // Ids are made by the system as time goes on, so that their order is the order of reading.
        var found = await rows.OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(services.GetRequiredService<ReadAccess>().OfList(
            Page.Of(found, page.Size, row => AccessView.Of(row, seenAs), row => Cursor.Encode(row.Id.ToString()))));
    }

    static IQueryable<AccessRecord> Matching(IQueryable<AccessRecord> rows, Filter filter, Caller caller)
    {
        // To whom the reader is not named, it is not found by name either.
        if (filter.Subject is { } subject)
        {
            rows = caller.Org is null ? rows.Where(row => row.Subject == subject) : rows.Where(_ => false);
        }

        if (filter.Kind is { } kind)
        {
            rows = rows.Where(row => row.Kind == kind);
        }

        if (filter.ObjectId is { } objectId)
        {
            rows = rows.Where(row => row.ObjectId == objectId);
        }

        if (filter.From is { } from)
        {
            rows = rows.Where(row => row.At >= from);
        }

        return filter.Until is { } until ? rows.Where(row => row.At < until) : rows;
    }
}
