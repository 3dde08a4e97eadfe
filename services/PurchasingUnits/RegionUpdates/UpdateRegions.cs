using System.Globalization;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Reference;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.RegionUpdates;

/// <summary>
/// The command "update-regions" (CR-20): brings a registry from the regions that it knows to those of a newer list. A dry run does
/// everything, says what it did, writes the plan with room for decisions, and takes all of it back; the real run does what the plan says,
/// or nothing.
/// </summary>
public static class UpdateRegions
{
    const int Done = 0;
    const int Refused = 1;
    const int Usage = 64;

    const string Help =
        """
        update-regions --plan PLAN.csv [--list FILE [--on DAY]] [--apply]

          --plan PLAN.csv  the plan: a dry run writes it, with the decisions that it had; --apply carries it out
          --list FILE      the newer list: the history of codes, or code and name of each region; without it the lists of this version
          --on DAY         from which day a list of codes and names holds, such as 2026-01-01
          --apply          carries the plan out; without it nothing is changed

        """;

    public static async Task<int> CommandAsync(
        IServiceProvider services, IReadOnlyList<string> args, TextWriter output, CancellationToken ct)
    {
        if (Options.Read(args) is not { } options)
        {
            await output.WriteAsync(Help);
            return Usage;
        }

        try
        {
            return await RunAsync(
                services.GetRequiredService<UnitsDb>(), services.GetRequiredService<Registrar>(), options, output, ct);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or FileNotFoundException)
        {
            await output.WriteLineAsync(exception.Message);
            return Refused;
        }
    }

    static async Task<int> RunAsync(UnitsDb db, Registrar registrar, Options options, TextWriter output, CancellationToken ct)
    {
        var planned = await PlanOfAsync(options, ct);
        var decisions = planned?.Decisions ?? new Dictionary<string, RegionDecision>();
        var list = await ListOfAsync(options, decisions, ct);
        var regions = ReferenceRegions.Of(ReferenceFiles.Regions(), list.History, list.Days);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockNameAsync("reference", ct);
        var known = await db.Regions.AsNoTracking().ToListAsync(ct);
        if (known.Count == 0)
        {
            await output.WriteLineAsync("The registry has no regions yet; the service loads its own when it starts.");
            return Refused;
        }

        registrar.Hold();
        var document = options.List is null ? ReferenceFiles.ListDocument : Path.GetFileName(options.List);
        var result = await new RegionUpdate(db, registrar)
            .ApplyAsync(regions, ReferenceFiles.PovertyCounties(), known, decisions, document, ct);
        await TellAsync(result, output);
        if (!options.Apply)
        {
            await File.WriteAllBytesAsync(options.Plan, RegionPlan.Write(result.Changes), ct);
            await output.WriteLineAsync($"Nothing was changed. The plan is in {options.Plan}.");
            return Done;
        }

        if (result.Changes.Count == 0)
        {
            await output.WriteLineAsync("The registry is as the list says already.");
        }
        else if (planned?.DoesTheSameAs(RegionPlan.Of(result.Changes)) != true)
        {
            await output.WriteLineAsync("The plan is not what the update would do now: run without --apply, and look at the plan again.");
            return Refused;
        }
        else if (result.Changes.Any(change => change.MustDecide))
        {
            await output.WriteLineAsync("The plan has questions that must be decided first. Nothing was changed.");
            return Refused;
        }

        registrar.Release();
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        await output.WriteLineAsync($"Changed {result.Regions.Count} regions.");
        return Done;
    }

    static async Task<RegionPlan?> PlanOfAsync(Options options, CancellationToken ct)
    {
        if (!options.Apply && !File.Exists(options.Plan))
        {
            return null;
        }

        await using var file = File.OpenRead(options.Plan);
        return await RegionPlan.ReadAsync(file, ct);
    }

    static async Task<RegionList> ListOfAsync(
        Options options, IReadOnlyDictionary<string, RegionDecision> decisions, CancellationToken ct)
    {
        if (options.List is null)
        {
            return RegionList.Shipped();
        }

        await using var file = File.OpenRead(options.List);
        return await RegionList.ReadAsync(file, options.On, decisions, ct);
    }

    static async Task TellAsync(RegionUpdate.Result result, TextWriter output)
    {
        foreach (var change in result.Changes)
        {
            var becomes = string.Join(", ", change.Becomes.Select(region => $"{region.Code} {region.Name}"));
            await output.WriteLineAsync(
                $"{change.On:yyyy-MM-dd} {change.Region.Code} {change.Region.Name}: {change.Kind}"
                + (becomes.Length > 0 ? $" → {becomes}" : ""));
            foreach (var (kind, item) in change.Touched.All)
            {
                await output.WriteLineAsync($"    {kind} {item.Id} {item.Name}");
            }

            if (change.Touched.IsFormerPovertyCounty)
            {
                await output.WriteLineAsync("    poverty-county");
            }

            if (change.Question is { } question)
            {
                await output.WriteLineAsync($"    {(change.MustDecide ? "!" : "?")} {question.Zh} {question.En}");
            }
        }

        var history = result.Regions.Select(region => region.Id).Except(result.Changes.Select(change => change.Region.Id)).Count();
        await output.WriteLineAsync($"{result.Changes.Count} changes; of {history} further regions the past is known better.");
    }

    sealed record Options(string Plan, string? List, DateOnly? On, bool Apply)
    {
        /// <summary>Null when the command line is none that is understood.</summary>
        public static Options? Read(IReadOnlyList<string> args)
        {
            var (values, apply) = (new Dictionary<string, string>(), false);
            for (var i = 0; i < args.Count; i++)
            {
                if (args[i] == "--apply")
                {
                    apply = true;
                }
                else if (args[i] is not ("--plan" or "--list" or "--on") || i + 1 == args.Count || !values.TryAdd(args[i], args[++i]))
                {
                    return null;
                }
            }

            DateOnly? on = null;
            if (values.TryGetValue("--on", out var text))
            {
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    return null;
                }

                on = day;
            }

            return values.TryGetValue("--plan", out var plan)
                ? new Options(plan, values.GetValueOrDefault("--list"), on, apply)
                : null;
        }
    }
}
