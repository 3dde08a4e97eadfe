using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Messaging;

/// <summary>The command "parked": what an operator does with messages that could not be handled, without HTTP.</summary>
static class ParkedCommand
{
    const string Usage = "parked list | parked show <message id> | parked send <message id> | parked send --all";

    public static async Task<int> RunAsync(
        IServiceProvider services, IReadOnlyList<Type> databases, string[] args, TextWriter output, CancellationToken ct)
    {
        var command = args.FirstOrDefault();
        var argument = args.ElementAtOrDefault(1);
        var isKnown = command is "list"
            || (command is "show" or "send" && (Guid.TryParse(argument, out _) || (command == "send" && argument == "--all")));
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
            var parked = db.ParkedMessages.OrderBy(row => row.FirstFailedAt).ThenBy(row => row.MessageId).AsQueryable();
            if (Guid.TryParse(argument, out var id))
            {
                parked = parked.Where(row => row.MessageId == id);
            }
            else if (command == "send")
            {
                parked = parked.Where(row => row.NextAttemptAt == null);
            }

            var rows = await parked.ToListAsync(ct);
            found += rows.Count;
            foreach (var row in rows)
            {
                await output.WriteLineAsync(command == "show" ? Full(row) : Line(row));
            }

            if (command == "send")
            {
                db.SendAgain(rows);
                await db.SaveChangesAsync(ct);
                await db.OutboxMessages.Where(row => row.LeaseOwner == Publishing.ThisRelay)
                    // This process ends before it could publish: the service's own relay is to take the rows at once.
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, DateTimeOffset.UnixEpoch), ct);
            }
        }

        await output.WriteLineAsync(command == "send" ? $"{found} message(s) will be sent again." : $"{found} message(s).");
        return command != "list" && argument != "--all" && found == 0 ? 1 : 0;
    }

    static string Line(ParkedMessage row) =>
        $"{row.MessageId}  {row.Queue}  {row.Type.Split('.')[^1]}  "
        + $"{(row.NextAttemptAt is { } next ? $"again at {next:O}" : "parked")}  {row.Reason}";

    static string Full(ParkedMessage row) =>
        $"""
        {Line(row)}
        first failed {row.FirstFailedAt:O}, last {row.LastFailedAt:O}, {row.Attempts} attempt(s)
        {row.Body}
        {row.Detail}
        """;
}
