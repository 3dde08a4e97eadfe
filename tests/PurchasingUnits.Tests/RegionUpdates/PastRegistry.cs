using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Reference;
using Marketplace.PurchasingUnits.RegionUpdates;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Marketplace.PurchasingUnits.Tests.RegionUpdates;

/// <summary>A registry that starts with the regions as their history was known before a year.</summary>
static class PastRegistry
{
    public static Task<ServiceUnderTest<UnitsDb>> StartAsync(Engine engine, int year, FixedClock clock, CancellationToken ct) =>
        ServiceUnderTest<UnitsDb>.StartAsync(
            engine,
            "PurchasingUnits",
            PurchasingUnitsService.Name,
            host => Add(host, year),
            app => app.MapPurchasingUnits(),
            clock,
            ct);

    /// <summary>Runs the command, and returns its exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> UpdateAsync(
        this ServiceUnderTest<UnitsDb> units, CancellationToken ct, params string[] args)
    {
        await using var scope = units.OpenDb(out _);
        await using var output = new StringWriter();
        var code = await PurchasingUnits.RegionUpdates.UpdateRegions.CommandAsync(scope.ServiceProvider, args, output, ct);
        return (code, output.ToString());
    }

    static void Add(ServiceHost host, int year)
    {
        host.AddPurchasingUnits();
        var today = host.Services.Single(service => service.ImplementationType == typeof(LoadReference));
        host.Services.Remove(today);
        host.Services.AddHostedService(services => new LoadPast(services.GetRequiredService<IServiceScopeFactory>(), year));
    }

    static IReadOnlyList<RegionHistoryLine> HistoryBefore(int year) =>
    [
        .. ReferenceFiles.RegionHistory().Where(line => line.From < year).Select(line => line with
        {
            Until = line.Until < year ? line.Until : null,
            Successors =
            [
                .. line.Successors.Where(successor => successor.PartIn is { } part ? part < year : line.Until < year),
            ],
        }),
    ];

    sealed class LoadPast(IServiceScopeFactory scopes, int year) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var scope = scopes.CreateSystemScope();
            await LoadReference.LoadAsync(
                scope.ServiceProvider.GetRequiredService<UnitsDb>(),
                scope.ServiceProvider.GetRequiredService<Registrar>(),
                ReferenceRegions.Of(ReferenceFiles.Regions(), HistoryBefore(year), ReferenceFiles.RegionChangeDays()),
                [],
                [],
                NullLogger.Instance,
                cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
