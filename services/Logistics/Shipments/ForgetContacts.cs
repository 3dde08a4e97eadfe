using Marketplace.Logistics.Storage;
using Marketplace.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Shipments;

/// <summary>
/// Forgets where shipments went, in what vehicle, and who took them in, once they have been accepted, cancelled or lost for as
/// long as <see cref="RetentionOptions.ContactDays"/> says.
/// </summary>
public static class ForgetContacts
{
    /// <summary>Forgets what is too old; returns of how many shipments.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var before = services.GetRequiredService<TimeProvider>().GetUtcNow()
            .AddDays(-services.GetRequiredService<IOptions<RetentionOptions>>().Value.ContactDays);
        // By the planning first, for which there is an index of those that still have an address.
        return services.GetRequiredService<LogisticsDb>().Shipments
            .Where(shipment => shipment.DeliveryAddress != null && shipment.PlannedAt < before
                && (shipment.AcceptedAt < before || shipment.CancelledAt < before || shipment.LostAt < before))
            .ExecuteUpdateAsync(
                set => set.SetProperty(shipment => shipment.DeliveryAddress, (string?)null)
                    .SetProperty(shipment => shipment.Vehicle, (string?)null)
                    .SetProperty(shipment => shipment.ReceivedBy, (string?)null),
                ct);
    }
}
