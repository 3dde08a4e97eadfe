using Marketplace.Platform.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Marketplace.Platform.Web;

/// <summary>Sends traces and metrics to the collector at Otlp:Endpoint; without one nothing is collected.</summary>
static class TelemetryExport
{
    const string MassTransit = "MassTransit";

    /// <summary>
    /// Requests in and out, the runtime, the broker, PostgreSQL, and what the kernel and the services measure themselves.
    /// </summary>
    public static void Add(IServiceCollection services, IConfiguration configuration, string serviceName)
    {
        if (configuration["Otlp:Endpoint"] is not { Length: > 0 } endpoint)
        {
            return;
        }

        var collector = new Uri(endpoint);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(serviceName, serviceNamespace: "marketplace"))
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddNpgsql().AddSource(MassTransit, Telemetry.Name)
                .AddOtlpExporter(exporter => exporter.Endpoint = collector))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddNpgsqlInstrumentation()
                .AddMeter(MassTransit, Telemetry.Name)
                .AddOtlpExporter(exporter => exporter.Endpoint = collector));
    }
}
