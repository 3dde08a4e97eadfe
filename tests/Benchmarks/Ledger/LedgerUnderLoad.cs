using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Marketplace.Contracts;
using Marketplace.Crediting;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>Crediting as it really is on a PostgreSQL database, with HTTP in memory; a figure a line.</summary>
sealed class LedgerUnderLoad : IAsyncDisposable
{
    readonly ServiceUnderTest<CreditingDb> _service;

    LedgerUnderLoad(ServiceUnderTest<CreditingDb> service) => _service = service;

    /// <summary>An official of the nation.</summary>
    public HttpClient Official { get; private init; } = null!;

    public IServiceProvider Services => _service.Services;

    public static async Task<LedgerUnderLoad> StartAsync(string database, CancellationToken ct)
    {
        await CreateAsync(database, ct);
        var service = await ServiceUnderTest<CreditingDb>.StartOnAsync(
            database,
            "Crediting",
            CreditingService.Name,
            host =>
            {
                // Whatever works by itself in the background is measured by itself.
                host.Builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
                {
                    ["Closing:BySchedule"] = "false",
                    ["Projections:Every"] = "01:00:00",
                    ["Sealing:InBackground"] = "false",
                    ["Alerts:Daily"] = "false",
                });
                host.AddCrediting();
            },
            app => app.MapCrediting(),
            ct: ct);
        var http = service.Client(Roles.Official, tier: "Nation");
        http.Timeout = TimeSpan.FromHours(1);
        return new LedgerUnderLoad(service) { Official = http };
    }

    internal static async Task CreateAsync(string database, CancellationToken ct)
    {
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await using var server = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database) { Database = "postgres", Pooling = false });
        await using var look = server.CreateCommand("SELECT count(*) FROM pg_database WHERE datname = $1");
        look.Parameters.AddWithValue(name!);
        if ((long)(await look.ExecuteScalarAsync(ct))! == 0)
        {
            await using var create = server.CreateCommand($"CREATE DATABASE \"{name}\" TEMPLATE template0");
            await create.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>A look at the database as the system sees it.</summary>
    public AsyncServiceScope OpenDb(out CreditingDb db)
    {
        var scope = _service.OpenDb(out db);
        db.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        return scope;
    }

    /// <summary>Has the effects of messages through the real consumer, in one transaction as the kernel runs it.</summary>
    public async Task ConsumeAsync<TMessage>(IReadOnlyList<TMessage> messages, CancellationToken ct)
        where TMessage : class
    {
        await using var scope = OpenDb(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await scope.ServiceProvider.GetRequiredService<ApplyToLedger<TMessage>>().ConsumeAsync(messages, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Posts something that creates once.</summary>
    public async Task<string> PostAsync(string path, HttpContent content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await Official.SendAsync(request, ct);
        var answer = await response.Content.ReadAsStringAsync(ct);
        return response.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException(
                $"{path} answered {(int)response.StatusCode}: {answer[..Math.Min(answer.Length, 2_000)]}");
    }

    public Task<string> PostAsync(string path, string json, CancellationToken ct) =>
        PostAsync(path, new StringContent(json, MediaTypeHeaderValue.Parse("application/json")), ct);

    /// <summary>
    /// The median time of an answer, in milliseconds, once it is warm: the runtime compiles anew what was asked for thirty times.
    /// </summary>
    /// <param name="path">What is asked for.</param>
    /// <param name="before">What happens before each, and is not counted.</param>
    /// <param name="client">Who asks; an official of the nation when not given.</param>
    public async Task<double> AskAsync(string path, CancellationToken ct, Func<Task>? before = null, HttpClient? client = null)
    {
        const int WarmUps = 40;
        const int Times = 21;
        var latencies = new Latencies();
        for (var i = 0; i < WarmUps + Times; i++)
        {
            await (before?.Invoke() ?? Task.CompletedTask);
            var watch = Stopwatch.StartNew();
            using var response = await (client ?? Official).GetAsync(path, ct);
            var answer = await response.Content.ReadAsStringAsync(ct);
            if (!response.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(
                    $"{path} answered {(int)response.StatusCode}: {answer[..Math.Min(answer.Length, 2_000)]}");
            }

            if (i >= WarmUps)
            {
                latencies.Add(watch.Elapsed);
            }
        }

        return latencies.Percentile(50);
    }

    /// <summary>A client of an organisation.</summary>
    public HttpClient Client(string role, Guid org) => _service.Client(role, org);

    /// <summary>Tells a figure: what, how much, and what it should be.</summary>
    public static void Tell(string what, double figure, string unit, string aim = "") => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what,-72} {figure,14:#,0.#} {unit,-12} {(aim.Length == 0 ? "" : $"aim {aim}")}"));

    public ValueTask DisposeAsync()
    {
        Official.Dispose();
        return _service.DisposeAsync();
    }
}
