using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Messaging;

/// <summary>The command "parked": what an operator does with messages that could not be handled, without HTTP.</summary>
static class ParkedCommand
{
    const string Usage =
        "parked list | parked show <message id> | parked send <message id> | parked send --all | parked discard <message id> <reason>";

    const string Operator = "command line";

    public static async Task<int> RunAsync(
        IServiceProvider services, IReadOnlyList<Type> databases, string[] args, TextWriter output, CancellationToken ct)
    {
        var command = args.FirstOrDefault();
        var argument = args.ElementAtOrDefault(1);
        var reason = string.Join(' ', args.Skip(2));
        var isKnown = command switch
        {
            "list" => true,
            "show" => Guid.TryParse(argument, out _),
            "send" => argument == "--all" || Guid.TryParse(argument, out _),
            "discard" => Guid.TryParse(argument, out _) && reason.Length is > 0 and <= ParkedMessage.DiscardReasonLengthMax,
            _ => false,
        };
        if (!isKnown)
        {
            await output.WriteLineAsync($"Usage: {Usage}");
            return 1;
        }

        var found = 0;
        foreach (var database in databases)
        {
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
            var db = (MarketplaceDb)scope.ServiceProvider.GetRequiredService(database);
            if (command == "send" && argument == "--all")
            {
                found += await db.SendAllAgainAsync(ct);
                continue;
            }

            var parked = db.ParkedMessages.Where(row => row.DiscardedAt == null)
                .OrderBy(row => row.FirstFailedAt).ThenBy(row => row.MessageId).AsQueryable();
            if (Guid.TryParse(argument, out var id))
            {
                parked = db.ParkedMessages.Where(row => row.MessageId == id);
            }

            var rows = await parked.ToListAsync(ct);
            found += rows.Count;
            foreach (var row in rows)
            {
                await output.WriteLineAsync(command == "show" ? Full(row) : Line(row));
                if (command == "discard")
                {
                    row.Discard(TimeProvider.System.GetUtcNow(), Operator, reason);
                }
            }

            if (command == "send")
            {
                db.SendAgain(rows.Where(row => !row.IsBinary));
            }

            await db.SaveChangesAsync(ct);
            if (command == "send")
            {
                await db.OutboxMessages.Where(row => row.LeaseOwner == Publishing.ThisRelay)
                    // This process ends before it could publish: the service's own relay is to take the rows at once.
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, DateTimeOffset.UnixEpoch), ct);
            }
        }

        await output.WriteLineAsync(command switch
        {
            "send" => $"{found} message(s) will be sent again.",
            "discard" => $"{found} message(s) will have no effect.",
            _ => $"{found} message(s).",
        });
        return command != "list" && argument != "--all" && found == 0 ? 1 : 0;
    }

    static string Line(ParkedMessage row) =>
        $"{row.MessageId}  {row.Queue}  {row.Type.Split('.')[^1]}  "
        + $"{State(row)}  {row.Reason}";

    static string State(ParkedMessage row) => (row.DiscardedAt, row.NextAttemptAt) switch
    {
        ({ } at, _) => $"discarded at {at:O} by {row.DiscardedBy}: {row.DiscardReason}",
        (null, { } next) => $"again at {next:O}",
        _ => "parked",
    };

    static string Full(ParkedMessage row) =>
        $"""
        {Line(row)}
        first failed {row.FirstFailedAt:O}, last {row.LastFailedAt:O}, {row.Attempts} attempt(s)
        {row.Headers}
        {row.Body}
        {row.Detail}
        """;
}
