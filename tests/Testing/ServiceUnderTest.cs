using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing.Documents;
using Marketplace.Testing.Servers;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Marketplace.Testing;

/// <summary>One service as it really is, with HTTP in memory, the in-memory bus, and a database of its own on either engine.</summary>
public sealed class ServiceUnderTest<TDb> : IAsyncDisposable
    where TDb : MarketplaceDb
{
    const string KeyFile = "signing-key.p12";
    const string WitnessFile = "witness.jsonl";

    static readonly TimeSpan HandleWithin = TimeSpan.FromSeconds(30);

    readonly WebApplication _app;
    readonly TestFolder _folder;
    readonly ConcurrentQueue<object> _published = new();

    ServiceUnderTest(WebApplication app, TestFolder folder)
    {
        _app = app;
        _folder = folder;
    }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the service on a database without rows.</summary>
    /// <param name="connectionName">As the service names its connection string, for example "Catalog".</param>
    /// <param name="add">Adds the service; further settings may be put into the host's configuration here.</param>
    /// <param name="clock">What the service takes for now; the real time when null.</param>
    public static async Task<ServiceUnderTest<TDb>> StartAsync(
        Engine engine,
        string connectionName,
        string serviceName,
        Action<ServiceHost> add,
        Action<WebApplication> map,
        TimeProvider? clock = null,
        CancellationToken ct = default)
    {
        var folder = TestFolder.Create(connectionName);
        var connectionString = await MigratedDatabases<TDb>.CreateAsync(engine, connectionName, folder, ct);
        return await StartAsync(connectionString, folder, connectionName, serviceName, add, map, clock, ct);
    }

    /// <summary>Starts a further instance of a service on a database that is there already.</summary>
    public static Task<ServiceUnderTest<TDb>> StartOnAsync(
        string connectionString,
        string connectionName,
        string serviceName,
        Action<ServiceHost> add,
        Action<WebApplication> map,
        TimeProvider? clock = null,
        CancellationToken ct = default) =>
        StartAsync(connectionString, TestFolder.Create(connectionName), connectionName, serviceName, add, map, clock, ct);

    static async Task<ServiceUnderTest<TDb>> StartAsync(
        string connectionString,
        TestFolder folder,
        string connectionName,
        string serviceName,
        Action<ServiceHost> add,
        Action<WebApplication> map,
        TimeProvider? clock,
        CancellationToken ct)
    {
        // Every message is sent, so that tests see also those that nobody consumes today.
        var host = ServiceHost.Create([], serviceName, typeof(UnheardMessages).Assembly, unheard: new HashSet<Type>());
        host.AllowInMemoryBus = true;
        host.Builder.WebHost.UseTestServer();
        host.Builder.Logging.SetMinimumLevel(LogLevel.Warning);
        host.Builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"ConnectionStrings:{connectionName}"] = connectionString,
            ["Database:MigrateAtStart"] = "true",
            ["Web:RequestsPerSecond"] = "100000",
            ["Messages:GatherFor"] = "00:00:00.004",
            ["Web:ShowDocuments"] = "true",
            ["Signing:KeyFile"] = folder.File(KeyFile),
            ["Signing:CreateKey"] = "true",
            ["Witness:File"] = folder.File(WitnessFile),
        });
        if (clock is not null)
        {
            host.Services.RemoveAll<TimeProvider>();
            host.Services.AddSingleton(clock);
        }

        TestTokens.Trust(host.Services);
        add(host);
        var app = await host.BuildAsync(map, ct);
        var service = new ServiceUnderTest<TDb>(app, folder) { ConnectionString = connectionString };
        app.Services.GetRequiredService<IBus>().ConnectSendObserver(
            new Publications(app.Services.GetRequiredService<MessageTypes>(), service._published));
        await app.StartAsync(ct);
        return service;
    }

    public required string ConnectionString { get; init; }

    /// <summary>Where the service keeps its files, if it has any.</summary>
    public string Folder => _folder.Path;

    /// <summary>The file to which the service writes signed heads of its ledger.</summary>
    public string WitnessPath => _folder.File(WitnessFile);

    /// <summary>A client with a token of that role; its texts are in Chinese unless the caller asks otherwise.</summary>
    public HttpClient Client(string role, Guid? org = null, string? region = null, string? tier = null, string? subject = null) =>
        ClientWith(TestTokens.For(role, org: org, region: region, tier: tier, subject: subject));

    /// <summary>A client that sends that token, or none.</summary>
    public HttpClient ClientWith(string? token)
    {
        var server = _app.GetTestServer();
        var client = new HttpClient(new DocumentedAnswers(server.CreateHandler())) { BaseAddress = server.BaseAddress };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh");
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }

    /// <summary>Publishes a message on the bus and waits until each consumer has had its effect or has parked it.</summary>
    public async Task DeliverAsync(object message, Guid? messageId = null, CancellationToken ct = default)
    {
        var id = messageId ?? Guid.CreateVersion7();
        var queues = Services.GetRequiredService<Subscriptions>().QueuesFor(message.GetType());
        var through = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Services.GetRequiredService<InProcessDeliveries>().Expect(id, queues, () => through.TrySetResult());
        await Services.GetRequiredService<IBus>().Publish(message, message.GetType(), context => context.MessageId = id, ct);
        await through.Task.WaitAsync(HandleWithin, ct);
    }

    /// <summary>What the service has published so far.</summary>
    public IReadOnlyList<TMessage> Published<TMessage>() => [.. _published.OfType<TMessage>()];

    /// <summary>A look at the database as the system sees it.</summary>
    public AsyncServiceScope OpenDb(out TDb db)
    {
        var scope = Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
        db = scope.ServiceProvider.GetRequiredService<TDb>();
        return scope;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Reads what the relay publishes from the outbox.</summary>
    sealed class Publications(MessageTypes types, ConcurrentQueue<object> published) : ISendObserver
    {
        public Task PreSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostSend<T>(SendContext<T> context)
            where T : class
        {
            if (context.Message is OutboxMessage { Queue: null } row)
            {
                published.Enqueue(JsonSerializer.Deserialize(row.Body, types.Find(row.Type)!, MessageTypes.Json)!);
            }

            return Task.CompletedTask;
        }

        public Task SendFault<T>(SendContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}

/// <summary>Requests as a well-behaved client makes them.</summary>
public static class Requests
{
    extension(HttpClient client)
    {
        /// <summary>Posts with an Idempotency-Key: a fresh one unless given.</summary>
        public async Task<HttpResponseMessage> PostOnceAsync(string path, object body, string? key = null, CancellationToken ct = default)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = JsonContent.Create(body, options: MessageTypes.Json),
            };
            request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
            return await client.SendAsync(request, ct);
        }

        /// <summary>Puts with the version that the caller has seen.</summary>
        public async Task<HttpResponseMessage> PutIfMatchAsync(string path, object body, long version, CancellationToken ct = default)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, path)
            {
                Content = JsonContent.Create(body, options: MessageTypes.Json),
            };
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version}\""));
            return await client.SendAsync(request, ct);
        }
    }
}
