using System.Globalization;
using System.Threading.RateLimiting;
using Marketplace.Platform.Access;
using Marketplace.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Marketplace.Platform.Web;

/// <summary>What every HTTP surface of the marketplace has in common.</summary>
public static class WebDefaults
{
    /// <summary>Where a process listens when nobody says otherwise: on this machine only.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Registers JSON, tokens, limits, health, documents and telemetry.</summary>
    public static WebApplicationBuilder AddWebDefaults(this WebApplicationBuilder builder, string serviceName)
    {
        var services = builder.Services;
        services.AddCheckedOptions<WebOptions>("Web");
        services.AddCheckedOptions<RetentionOptions>("Retention");
        services.AddScoped<ReadAccess>();
        services.TryAddSingleton(TimeProvider.System);
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions));
        // Binding faults must be exceptions in every environment: they carry what the caller needs to know.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<RequestLocalizationOptions>(Localise);
        services.AddHealthChecks();
        Tokens.Add(builder);
        AddLimits(builder);
        TrustedProxies.Add(services);
        ApiDocuments.Add(services);
        services.AddSingleton<QueryParameters>();
        TelemetryExport.Add(services, builder.Configuration, serviceName);
        if (!IsToldWhereToListen(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        return builder;
    }

    /// <summary>Builds the pipeline up to the endpoints and maps the health endpoints.</summary>
    public static WebApplication UseWebDefaults(this WebApplication app)
    {
        Tokens.RequireKeys(app.Services);
        var bodyBytesMax = app.Services.GetRequiredService<IOptions<WebOptions>>().Value.BodyBytesMax;
        app.UseForwardedHeaders();
        app.UseRequestLocalization();
        app.Use(SecurityHeaders);
        app.Use(AnswerHeadAsGet);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ProblemAnswers.AnswerExceptionAsync,
            SuppressDiagnosticsCallback = ProblemAnswers.IsQuiet,
            AllowStatusCode404Response = true,
        });
        app.UseStatusCodePages(ProblemAnswers.AnswerStatusAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.Use((http, next) =>
        {
            http.RequestServices.GetRequiredService<CallerHolder>().Current = Caller.From(http.User);
            // Remembered here, since such pages take the endpoint off the request before they answer.
            http.Features.Set(http.GetEndpoint()?.Metadata.GetMetadata<DocumentationPage>());
            return next(http);
        });
        app.UseRateLimiter();
        app.UseAuthorization();
        app.Use((http, next) =>
        {
            RequireUtf8(http);
            http.RequestServices.GetRequiredService<QueryParameters>().Check(http);
            var limit = BodyLimit.Of(http, bodyBytesMax);
            return http.Request.ContentLength > limit
                ? throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge)
                : IdempotentRequest.ReadAsync(http, next, limit);
        });
        MapHealth(app);
        return app;
    }

    /// <summary>
    /// HEAD is answered wherever GET is, and alike (RFC 9110, 9.3.2): the endpoints see a GET, and the server sends no body.
    /// </summary>
    static Task AnswerHeadAsGet(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsHead(http.Request.Method))
        {
            http.Request.Method = HttpMethods.Get;
        }

        return next(http);
    }

    /// <summary>
    /// JSON is in UTF-8 (RFC 8259). The framework fails at charsets that it doesn't know, and at a quoted one that it does.
    /// </summary>
    static void RequireUtf8(HttpContext http)
    {
        var request = http.Request;
        if (http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.EndsWith("json", StringComparison.OrdinalIgnoreCase)
            || type.Charset is not { HasValue: true } charset)
        {
            return;
        }

        if (!HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(new(
                StatusCodes.Status415UnsupportedMediaType, "charset_unsupported",
                "JSON 请求体须为 UTF-8 编码；请转换后以 Content-Type: application/json 提交。",
                "A JSON body is in UTF-8: convert it and send it with Content-Type: application/json."));
        }

        request.ContentType = type.MediaType.ToString();
    }

    static void Localise(RequestLocalizationOptions options)
    {
        // Only texts follow the caller; numbers and days are read and written alike for everybody.
        options.DefaultRequestCulture = new RequestCulture(CultureInfo.InvariantCulture, new CultureInfo("zh"));
        options.SupportedCultures = [CultureInfo.InvariantCulture];
        options.SupportedUICultures = [new CultureInfo("zh"), new CultureInfo("en")];
        options.RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider { MaximumAcceptLanguageHeaderValuesToTry = 8 }];
    }

    static void AddLimits(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<WebOptions>>((kestrel, web) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = web.Value.BodyBytesMax;
        });
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddOptions<RateLimiterOptions>().Configure<IOptions<WebOptions>>((limiter, web) =>
        {
            var perSecond = web.Value.RequestsPerSecond;
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetTokenBucketLimiter(
                    Partition(http),
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = perSecond,
                        TokensPerPeriod = perSecond,
                        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                        QueueLimit = 0,
                    })),
                ExpensiveRequests.Limiter(web.Value.ExpensiveRequestsAtOnce, Partition));
            limiter.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
                context.HttpContext.Response.Headers.RetryAfter =
                    Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
    }

    // One who is known is counted by name, wherever the requests come from; one who is not, by address.
    static string Partition(HttpContext http)
    {
        var caller = http.RequestServices.GetRequiredService<CallerHolder>().Current;
        return caller.Subject.Length > 0 ? $"sub:{caller.Subject}" : $"ip:{http.Connection.RemoteIpAddress}";
    }

    static void MapHealth(WebApplication app)
    {
        // Alive is who answers at all; ready is who can also reach what it needs.
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteHealthAsync })
            .AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteHealthAsync })
            .AllowAnonymous().DisableRateLimiting();
    }

    // Names and states only: descriptions and exceptions may tell strangers too much.
    static Task WriteHealthAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new HealthAnswer(
            report.Status, report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).ToDictionary(e => e.Key, e => e.Value.Status)),
        http.RequestAborted);

    static Task SecurityHeaders(HttpContext http, RequestDelegate next)
    {
        // At the last moment, since the exception handler clears what was set before.
        http.Response.OnStarting(
            static state =>
            {
                var http = (HttpContext)state;
                var headers = http.Response.Headers;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "no-referrer";
                // A page for people brings its own; everything else is data, and may do nothing in a browser.
                if (headers.ContentSecurityPolicy.Count == 0)
                {
                    headers.ContentSecurityPolicy = http.Features.Get<DocumentationPage>() is null
                        ? "default-src 'none'; frame-ancestors 'none'"
                        : DocumentationPage.ContentSecurityPolicy;
                }

                if (headers.CacheControl.Count == 0)
                {
                    headers.CacheControl = "no-store";
                }

                return Task.CompletedTask;
            },
            http);
        return next(http);
    }

    // --urls, ASPNETCORE_URLS, ASPNETCORE_HTTP_PORTS and Kestrel:Endpoints all are ways to say it.
    static bool IsToldWhereToListen(ConfigurationManager configuration) =>
        !string.IsNullOrEmpty(configuration["urls"])
        || !string.IsNullOrEmpty(configuration["http_ports"])
        || !string.IsNullOrEmpty(configuration["https_ports"])
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    sealed record HealthAnswer(HealthStatus Status, IReadOnlyDictionary<string, HealthStatus> Checks);
}
