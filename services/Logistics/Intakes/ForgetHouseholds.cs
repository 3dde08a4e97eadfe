using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>Forgets households that have brought nothing for two years: by then what was owed to them is paid or lapsed.</summary>
public static class ForgetHouseholds
{
    /// <summary>For how long after the last intake, or the registration, names are kept.</summary>
    internal const int KeepDays = 730;

    /// <summary>Forgets who is too old; returns how many.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().NowToTheMillisecond();
        var before = BusinessDay.Of(now).AddDays(-KeepDays);
        var registeredBefore = BusinessDay.StartOf(before);
        var db = services.GetRequiredService<LogisticsDb>();
        return await db.Households
            .Where(household => household.ErasedAt == null && household.RegisteredAt < registeredBefore
                && !db.Intakes.Any(intake => intake.HouseholdId == household.HouseholdId && intake.Day >= before))
            .ExecuteUpdateAsync(
                household => household.SetProperty(row => row.Name, (string?)null).SetProperty(row => row.Account, (string?)null)
                    .SetProperty(row => row.ErasedAt, now),
                ct);
    }
}
