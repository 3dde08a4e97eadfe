using System.Globalization;
using System.Security.Cryptography;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Figures;

/// <summary>A thing that two services know by the same id, such as an acceptance.</summary>
/// <param name="Id">The id.</param>
/// <param name="At">The instant by which it is counted.</param>
public sealed record Figure(Guid Id, DateTimeOffset At);

/// <summary>What a service has of one kind of thing.</summary>
/// <param name="Name">Of the kind; the same in all services that have it.</param>
/// <param name="Database">The type of the database context.</param>
/// <param name="Since">Those since an instant.</param>
public sealed record FigureSet(string Name, Type Database, Func<MarketplaceDb, DateTimeOffset, IQueryable<Figure>> Since);

/// <summary>
/// The command "figures": what a service has, by day (UTC) with count and hash, to compare with another service after one of their
/// databases was restored; and, given the list of the other, which ids are missing on either side.
/// </summary>
public static class FiguresCommand
{
    const string Usage = "figures --since 2026-11-26 [--ids | --compare <file that the other service wrote with --ids>]";

    /// <summary>How much earlier things are looked up: what one side has counted at midnight, the other may have a moment later.</summary>
    static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    public static async Task<int> RunAsync(
        IServiceProvider services, IReadOnlyList<FigureSet> sets, IReadOnlyList<string> args, TextWriter output, CancellationToken ct)
    {
        string[] given = [.. args];
        if (given is not ["--since", var text, .. var rest]
            || !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || rest is not ([] or ["--ids"] or ["--compare", _]))
        {
            await output.WriteLineAsync($"Usage: {Usage}");
            return 1;
        }

        var since = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        if (rest is ["--compare", var file])
        {
            return await CompareAsync(services, sets, since, file, output, ct);
        }

        foreach (var set in sets)
        {
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
            var days = new SortedDictionary<string, (int Count, ulong Hash)>(StringComparer.Ordinal);
            await foreach (var figure in Of(set, scope, since).WithCancellation(ct))
            {
                if (rest is ["--ids"])
                {
                    await output.WriteLineAsync($"{set.Name} {DayOf(figure)} {figure.Id}");
                    continue;
                }

                var (count, hash) = days.GetValueOrDefault(DayOf(figure));
                // A sum is the same in whatever order the ids come.
                days[DayOf(figure)] = (count + 1, unchecked(hash + HashOf(figure.Id)));
            }

            foreach (var (of, (count, hash)) in days)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{set.Name} {of} {count} {hash:x16}"));
            }
        }

        return 0;
    }

    /// <summary>Names what only one side has, for the kinds that both have. The exit code is 2 when something is missing.</summary>
    static async Task<int> CompareAsync(
        IServiceProvider services, IReadOnlyList<FigureSet> sets, DateTimeOffset since, string file, TextWriter output,
        CancellationToken ct)
    {
        var theirs = (await File.ReadAllLinesAsync(file, ct)).Select(line => line.Split(' '))
            .Where(parts => parts.Length == 3).ToLookup(parts => parts[0], parts => (Day: parts[1], Id: Guid.Parse(parts[2])));
        var missing = 0;
        foreach (var set in sets.Where(set => theirs.Contains(set.Name)))
        {
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
            var ours = await Of(set, scope, since - Slack).ToDictionaryAsync(figure => figure.Id, cancellationToken: ct);
            var known = theirs[set.Name].Select(figure => figure.Id).ToHashSet();
            foreach (var (day, id) in theirs[set.Name].Where(figure => !ours.ContainsKey(figure.Id)))
            {
                await output.WriteLineAsync($"{set.Name} {day} {id} is missing here");
                missing++;
            }

            foreach (var figure in ours.Values.Where(figure => figure.At >= since + Slack && !known.Contains(figure.Id)))
            {
                await output.WriteLineAsync($"{set.Name} {DayOf(figure)} {figure.Id} is missing there");
                missing++;
            }

            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{set.Name}: {ours.Count} here, {known.Count} there, {missing} missing so far."));
        }

        return missing == 0 ? 0 : 2;
    }

    static IAsyncEnumerable<Figure> Of(FigureSet set, AsyncServiceScope scope, DateTimeOffset since) =>
        set.Since((MarketplaceDb)scope.ServiceProvider.GetRequiredService(set.Database), since).AsAsyncEnumerable();

    static string DayOf(Figure figure) => figure.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static ulong HashOf(Guid id) => BitConverter.ToUInt64(SHA256.HashData(id.ToByteArray(bigEndian: true)));
}
