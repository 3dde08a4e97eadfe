using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Background;

/// <summary>GET …/set-aside: rows with which background work failed, and when each is tried again.</summary>
public static class ListSetAside
{
    const string Operator = "operator";

    internal static void Map<TDb>(RouteGroupBuilder api)
        where TDb : MarketplaceDb => api.MapGet(
            "/set-aside",
            async Task<Ok<Page<View>>> ([AsParameters] PageQuery page, HttpContext http, CancellationToken ct) =>
                await ListAsync(http.RequestServices.GetRequiredService<TDb>(), page, ct))
            .WithName($"ListSetAsideOf{typeof(TDb).Name[..^2]}")
            .WithSummary("后台处理失败而搁置的记录 Rows with which background work failed").For(Operator);

    static async Task<Ok<Page<View>>> ListAsync(MarketplaceDb db, PageQuery page, CancellationToken ct)
    {
        var rows = db.SetAsideRows.AsNoTracking();
        if (Cursor.Decode(page.After, 2) is { } after)
        {
            var (work, key) = (after[0], after[1]);
            rows = rows.Where(row => row.Work.CompareTo(work) > 0 || (row.Work == work && row.RowKey.CompareTo(key) > 0));
        }

        var found = await rows.OrderBy(row => row.Work).ThenBy(row => row.RowKey).Take(page.Size + 1)
            .Select(row => new View
            {
                Work = row.Work,
                RowKey = row.RowKey,
                Attempts = row.Attempts,
                Reason = row.Reason,
                FirstFailedAt = row.FirstFailedAt,
                LastFailedAt = row.LastFailedAt,
                NextAttemptAt = row.NextAttemptAt,
            }).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, row => row, row => Cursor.Encode(row.Work, row.RowKey)));
    }

    /// <summary>A row that was set aside.</summary>
    public sealed record View
    {
        /// <summary>Which work could not be done with it.</summary>
        public required string Work { get; init; }

        /// <summary>Its key.</summary>
        public required string RowKey { get; init; }

        public required int Attempts { get; init; }

        /// <summary>What went wrong last.</summary>
        public required string Reason { get; init; }

        public required DateTimeOffset FirstFailedAt { get; init; }

        public required DateTimeOffset LastFailedAt { get; init; }

        /// <summary>When it is tried again by itself.</summary>
        public required DateTimeOffset NextAttemptAt { get; init; }
    }
}
