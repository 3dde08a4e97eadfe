using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.ColdChain;

/// <summary>
/// PUT /logistics/products/{productId}/temperature-limits. A supplier asks for narrower limits for a product of its own, or that it travels
/// frozen; never for wider ones than those of the class. It holds for shipments that are planned from now on.
/// </summary>
public static class SetTemperatureLimits
{
    public sealed record Request : IChecked
    {
        /// <summary>Chilled or Frozen.</summary>
        public required TemperatureClass Class { get; init; }

        /// <summary>Not colder, in °C; within the limits of the class, with two decimals at most.</summary>
        public required decimal MinCelsius { get; init; }

        /// <summary>Not warmer, in °C; within the limits of the class, above the other one.</summary>
        public required decimal MaxCelsius { get; init; }

        public void Check(Checks check)
        {
            check.Range(MinCelsius, TakeReadings.CelsiusMin, TakeReadings.CelsiusMax, "minCelsius");
            check.Range(MaxCelsius, TakeReadings.CelsiusMin, TakeReadings.CelsiusMax, "maxCelsius");
            check.That(
                MinCelsius < MaxCelsius, "maxCelsius", "limits_reversed", "上限须高于下限。", "The upper limit has to be above the lower one.");
            check.That(HasTwoDecimals(MinCelsius), "minCelsius", "too_precise", "最多两位小数。", "It has at most two decimals.");
            check.That(HasTwoDecimals(MaxCelsius), "maxCelsius", "too_precise", "最多两位小数。", "It has at most two decimals.");
        }

        static bool HasTwoDecimals(decimal celsius) => decimal.Round(celsius, 2) == celsius;
    }

    public static void Map(RouteGroupBuilder api) => api.MapPut("/products/{productId:guid}/temperature-limits", HandleAsync)
        .WithName(nameof(SetTemperatureLimits)).WithSummary("设置商品温度要求 Set the temperature limits of a product")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation);

    static async Task<Ok<ProductTemperatureView>> HandleAsync(
        Guid productId, Request request, LogisticsDb db, Caller caller, IOptions<ColdChainOptions> options, TimeProvider clock,
        CancellationToken ct)
    {
        await db.RequireOwnProductAsync(productId, caller, ct);
        RequireNarrower(request, options.Value);
        var limits = await db.ProductTemperatures.FindAsync([productId], ct);
        if (limits is null)
        {
            limits = ProductTemperature.Of(productId);
            db.Add(limits);
        }

        limits.Set(new(request.Class, request.MinCelsius, request.MaxCelsius), caller.Subject, clock.NowToTheMillisecond());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ProductTemperatureView.Of(limits));
    }

    /// <summary>Frozen asks more than chilled, and either asks more than nothing.</summary>
    static void RequireNarrower(Request request, ColdChainOptions options)
    {
        var ofClass = options.LimitsOf(request.Class);
        if (!new TemperatureLimits(request.Class, request.MinCelsius, request.MaxCelsius).IsWithin(ofClass))
        {
            throw new InvalidRequestException(
                "limits_wider",
                request.MinCelsius < ofClass.MinCelsius ? "minCelsius" : "maxCelsius",
                $"温度要求只能在 {ofClass.MinCelsius} 至 {ofClass.MaxCelsius} ℃ 之内收窄，不能放宽。",
                $"The limits can only be narrowed within {ofClass.MinCelsius} and {ofClass.MaxCelsius} °C, never widened.");
        }
    }
}
