using System.Globalization;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Publishes again what a service sent since an instant: after the database of another service had to go back to a backup. Inboxes drop
/// what they know.
/// </summary>
public static class Republish
{
    const string Operator = "operator";

    const string Usage = "republish --since 2026-11-26T08:00:00Z";

    /// <summary>Since when.</summary>
    public sealed record Request
    {
        /// <summary>The instant of the backup that was restored, or a little earlier.</summary>
        public required DateTimeOffset Since { get; init; }
    }

    /// <summary>What will be published again.</summary>
    public sealed record Answer
    {
        /// <summary>How many messages.</summary>
        public required int Count { get; init; }

        /// <summary>When the oldest was sent that is kept; none from before can be published again. Null when none is kept.</summary>
        public DateTimeOffset? KeptSince { get; init; }
    }

    /// <summary>Maps the endpoint for the messages of one service.</summary>
    internal static void Map<TDb>(RouteGroupBuilder api)
        where TDb : MarketplaceDb
    {
        api.MapPost(
            "/sent-messages/republication",
            async Task<Ok<Answer>> (Request request, HttpContext http, CancellationToken ct) =>
            {
                var db = http.RequestServices.GetRequiredService<TDb>();
                var (count, keptSince) = await SentMessages.RepublishAsync(db, request.Since, ct);
                return TypedResults.Ok(new Answer { Count = count, KeptSince = keptSince });
            })
            .WithName($"RepublishOf{typeof(TDb).Name[..^2]}")
            .WithSummary("重新发布某时刻以来的消息 Publish again what was sent since an instant").For(Operator).Decided(DecidedBy.Platform);
    }

    /// <summary>The command "republish", for all databases of the process.</summary>
    internal static async Task<int> RunAsync(
        IServiceProvider services, IReadOnlyList<Type> databases, string[] args, TextWriter output, CancellationToken ct)
    {
        if (args is not ["--since", var text]
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            await output.WriteLineAsync($"Usage: {Usage}");
            return 1;
        }

        var isComplete = true;
        foreach (var database in databases)
        {
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
            var db = (MarketplaceDb)scope.ServiceProvider.GetRequiredService(database);
            var (count, keptSince) = await SentMessages.RepublishAsync(db, since, ct);
            await output.WriteLineAsync(
                $"{database.Name}: {count} message(s) will be published again; kept since {keptSince?.ToString("O") ?? "never"}.");
            isComplete &= keptSince <= since;
        }

        if (!isComplete)
        {
            await output.WriteLineAsync("Where messages are not kept since then, compare what both sides have: command figures.");
        }

        return 0;
    }
}
