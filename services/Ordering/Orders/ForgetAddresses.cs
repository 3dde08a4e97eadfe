using Marketplace.Ordering.Storage;
using Marketplace.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// Forgets the addresses of orders that have been completed or cancelled for as long as <see cref="RetentionOptions.ContactDays"/> says. An
/// order that is not over keeps its own.
/// </summary>
public static class ForgetAddresses
{
    /// <summary>Forgets what is too old; returns of how many parts.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var before = services.GetRequiredService<TimeProvider>().GetUtcNow()
            .AddDays(-services.GetRequiredService<IOptions<RetentionOptions>>().Value.ContactDays);
        // By the submission first, for which there is an index of those that still have an address.
        var db = services.GetRequiredService<OrderingDb>();
        return db.Parts
            .Where(part => part.DeliveryAddress != null && part.SubmittedAt < before && db.Orders.Any(
                order => order.OrderId == part.OrderId && (order.CompletedAt < before || order.CancelledAt < before)))
            .ExecuteUpdateAsync(set => set.SetProperty(part => part.DeliveryAddress, (string?)null), ct);
    }
}
