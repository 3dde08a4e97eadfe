using Marketplace.Platform.Storage;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Compare;
using Marketplace.Rulebook.Tests.Notation;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>Plays a case against the real service and compares what came of it.</summary>
static class CaseRunner
{
    /// <summary>Everything that was not as the case says; empty when all was.</summary>
    public static async Task<Differences> RunAsync(RulebookCase @case, Engine engine, CancellationToken ct)
    {
        var differences = new Differences(@case, engine);
        await using var world = new World(@case, engine, ct);
        await world.StartAsync();
        var registry = new TellRegistry(world);
        try
        {
            await registry.GivenAsync();
            await new DecideLedger(world).GivenAsync();
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            differences.Add("registry", failed);
            return differences;
        }

        var play = new Play(world, registry);
        foreach (var (index, step) in @case.Steps.Index())
        {
            var name = $"step {index + 1} {string.Join(' ', CaseReader.Verbs(step))}";
            try
            {
                var refusal = await play.DoAsync(step);
                differences.Compare(name, step.Refused ?? "taken", refusal.Length == 0 ? "taken" : refusal);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                differences.Add(name, failed);
            }
        }

        world.By = null;
        await CompareAll.DoAsync(world, differences);
        return differences;
    }

    /// <summary>Does step by step what a case says.</summary>
    sealed class Play(World world, TellRegistry registry)
    {
        readonly TellSales _sales = new(world, registry);
        readonly DecideLedger _ledger = new(world);
        readonly ImportLedger _imports = new(world, registry);

        /// <summary>The code of the refusal, or "" when the step was taken.</summary>
        public async Task<string> DoAsync(Step step)
        {
            if (step.At is not null)
            {
                world.MoveTo(Written.Instant(step.At));
            }

            world.By = step.By;
            if (await registry.ChangeAsync(step) || await _sales.TellAsync(step))
            {
                return "";
            }

            if (step.Delivered is { } delivered)
            {
                await _sales.IntroduceAsync(delivered);
            }

            return step.RegisterPairing is { } pairing
                ? await world.Registry.RegisterAsync(pairing)
                : await world.Roads.GoAsync(step) ?? await _ledger.DecideAsync(step) ?? await _imports.DoAsync(step) ?? "";
        }
    }
}
