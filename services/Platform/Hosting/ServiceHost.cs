using System.Reflection;
using Marketplace.Platform.Access;
using Marketplace.Platform.Background;
using Marketplace.Platform.Figures;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Hosting;

/// <summary>A process with one service in it, or several: what they have in common, put together once.</summary>
public sealed partial class ServiceHost
{
    const int DefaultBatch = 100;
    const int SqliteThreads = 64;

    readonly string[] _args;
    readonly Subscriptions _subscriptions = new();
    readonly List<Type> _databases = [];
    readonly List<FigureSet> _figures = [];
    readonly List<Action<IBusRegistrationContext, IBusFactoryConfigurator>> _queues = [];
    readonly List<FileStream> _lockFiles = [];
    readonly HashSet<string> _deadLetters = new(StringComparer.Ordinal);
    readonly Dictionary<string, Command> _commands = new(StringComparer.Ordinal);

    ServiceHost(WebApplicationBuilder builder, string[] args)
    {
        Builder = builder;
        _args = args;
    }

    public WebApplicationBuilder Builder { get; }

    public IServiceCollection Services => Builder.Services;

    public IConfiguration Configuration => Builder.Configuration;

    /// <summary>Which messages are consumed by which queues.</summary>
    public Subscriptions Subscriptions => _subscriptions;

    /// <summary>Set by hosts that have every service in them, and by tests: no other process needs the messages.</summary>
    public bool AllowInMemoryBus { get; set; }

    /// <summary>Begins a host.</summary>
    /// <param name="args">The command line: settings as "--Key value", and a command such as "migrate".</param>
    /// <param name="name">The service, or the name of the host that has them all.</param>
    /// <param name="contracts">Where the messages are.</param>
    /// <param name="unheard">The types of messages that nobody consumes, and that are therefore not sent.</param>
    public static ServiceHost Create(string[] args, string name, Assembly contracts, IReadOnlySet<Type> unheard)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        // A failing statement is reported by its exception; EF's own line would repeat it, and would also appear when a schema is new.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None);
        // A broker that is away would be reported by every endpoint at every attempt; health and the relay say it once.
        builder.Logging.AddFilter("MassTransit", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddSingleton(new MessageTypes(contracts, unheard));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddCheckedOptions<MessagingOptions>("Messages");
        WebDefaults.AddWebDefaults(builder, name);
        return new ServiceHost(builder, args);
    }

    /// <summary>
    /// Adds a service's database, with its outbox relay and what else the kernel does for it. The connection string chooses SQLite
    /// or PostgreSQL.
    /// </summary>
    /// <param name="connectionName">Under ConnectionStrings.</param>
    /// <param name="prepareStatements">
    /// Whether PostgreSQL keeps plans of the statements that come again; not for statements whose best plan depends on what is asked for.
    /// </param>
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    public ServiceHost AddDatabase<TDb>(string connectionName, bool prepareStatements = true)
        where TDb : MarketplaceDb
    {
        var connectionString = Configuration.GetConnectionString(connectionName) ?? throw new InvalidOperationException(
            $"""Set ConnectionStrings:{connectionName} to "Data Source=file" (SQLite) or "Host=server;…" (PostgreSQL).""");
        var engine = Engines.Of(connectionString);
        _databases.Add(typeof(TDb));
        if (engine == Engine.Sqlite)
        {
            _lockFiles.Add(PrepareDatabase.LockFile(connectionString));
            // SQLite has no asynchronous calls: who waits for the one writer holds a thread, and others must not starve meanwhile.
            ThreadPool.SetMinThreads(SqliteThreads, SqliteThreads);
        }

        Services.AddKeyedSingleton(typeof(TDb), (services, _) => ActivatorUtilities.CreateInstance<OutboxRelay>(services, typeof(TDb)));
        Services.AddSingleton<IHostedService>(services => services.GetRequiredKeyedService<OutboxRelay>(typeof(TDb)));
        Services.AddDbContext<TDb>((services, options) =>
            options.UseEngineOf(connectionString, prepareStatements)
                .AddInterceptors(
                    new OutboxInterceptor(services.GetRequiredKeyedService<OutboxRelay>(typeof(TDb))), UncancelledCommits.Instance),
        // Nothing in the options depends on the request; building them for each would cost more than the context itself.
        contextLifetime: ServiceLifetime.Scoped,
        optionsLifetime: ServiceLifetime.Singleton);
        Services.AddHealthChecks().AddCheck<DatabaseAnswers<TDb>>(connectionName);
        Services.AddSingleton<RowWork<TDb>>();
        Services.AddSingleton<ParkMessages<TDb>>();
        Services.AddHostedService<RetryParkedMessages<TDb>>();
        Services.AddHostedService<ForgetOldMessages<TDb>>();
        Services.AddHostedService<PurgeIdempotencyKeys<TDb>>();
        Services.AddHostedService<MeasureMessages<TDb>>();
        Services.AddSingleton<AccessLog<TDb>>();
        Services.AddHostedService(services => services.GetRequiredService<AccessLog<TDb>>());
        return AddDailyJob($"Forget access records of {connectionName}", ForgetAccess.RunAsync<TDb>)
            .AddDailyJob($"Forget traces of parked messages of {connectionName}", ForgetTraces.RunAsync<TDb>)
            .AddDailyJob($"Forget discarded messages of {connectionName}", ForgetDiscarded.RunAsync<TDb>);
    }

    /// <summary>Adds what carries out the requests of a service that can be jobs.</summary>
    public ServiceHost AddJobs<TDb>()
        where TDb : MarketplaceDb
    {
        Services.AddCheckedOptions<JobOptions>("Jobs");
        Services.TryAddScoped<JobProgressHolder>();
        Services.TryAddTransient(services => services.GetRequiredService<JobProgressHolder>().Current);
        Services.AddSingleton<RunningJobs<TDb>>();
        Services.AddSingleton<CarryOutJob<TDb>>();
        Services.AddHostedService<RunJobs<TDb>>();
        return AddDailyJob($"Forget jobs of {typeof(TDb).Name}", ForgetJobs.RunAsync<TDb>);
    }

    /// <summary>Does something at the start and once a day.</summary>
    /// <param name="name">In the log.</param>
    /// <param name="run">Does it, and tells how many rows it has changed; in a scope in which the system itself is the caller.</param>
    public ServiceHost AddDailyJob(string name, Func<IServiceProvider, CancellationToken, Task<int>> run)
    {
        Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<DailyJob>(services, name, run));
        return this;
    }

    /// <summary>
    /// Binds a section of the configuration to a sealed record, and checks its ranges at the start: with a setting out of range the process
    /// does not run.
    /// </summary>
    public ServiceHost AddOptions<TOptions>(string section)
        where TOptions : class
    {
        Services.AddCheckedOptions<TOptions>(section);
        return this;
    }

    /// <summary>Adds a consumer with a queue of its own.</summary>
    /// <param name="queue">"service.verb", written out so that renaming the class doesn't rename the queue.</param>
    /// <param name="urgency">Whether somebody waits for its effects.</param>
    /// <param name="batch">How many messages have their effects in one commit at most.</param>
    public ServiceHost AddConsumer<TDb, TConsumer, TMessage>(
        string queue, Urgency urgency = Urgency.AtOnce, int batch = DefaultBatch)
        where TDb : MarketplaceDb
        where TConsumer : class, IConsume<TMessage>
        where TMessage : class =>
        AddQueue<TDb, TConsumer>(
            new Subscription(queue, [typeof(TMessage)], batch, urgency),
            (consumer, messages, ct) => consumer.ConsumeAsync([.. messages.Cast<TMessage>()], ct),
            (endpoint, pipeline) => endpoint.Handler<TMessage>(pipeline.ReceiveAsync));

    /// <summary>Adds a consumer of two types of messages, which come to it from one queue.</summary>
    /// <param name="queue">"service.verb", written out so that renaming the class doesn't rename the queue.</param>
    /// <param name="batch">How many messages, of both types together, have their effects in one commit at most.</param>
    public ServiceHost AddConsumer<TDb, TConsumer, TFirst, TSecond>(string queue, int batch = DefaultBatch)
        where TDb : MarketplaceDb
        where TConsumer : class, IConsume<TFirst, TSecond>
        where TFirst : class
        where TSecond : class =>
        AddQueue<TDb, TConsumer>(
            new Subscription(queue, [typeof(TFirst), typeof(TSecond)], batch),
            (consumer, messages, ct) => consumer.ConsumeAsync([.. messages.OfType<TFirst>()], [.. messages.OfType<TSecond>()], ct),
            (endpoint, pipeline) =>
            {
                endpoint.Handler<TFirst>(pipeline.ReceiveAsync);
                endpoint.Handler<TSecond>(pipeline.ReceiveAsync);
            });

    /// <summary>Adds a consumer of several types of messages, which come to it from one queue.</summary>
    /// <param name="queue">"service.verb", written out so that renaming the class doesn't rename the queue.</param>
    /// <param name="heard">The types.</param>
    /// <param name="urgency">Whether somebody waits for its effects.</param>
    /// <param name="batch">How many messages, of all types together, have their effects in one commit at most.</param>
    public ServiceHost AddConsumer<TDb, TConsumer>(
        string queue, HeardTypes heard, Urgency urgency = Urgency.AtOnce, int batch = DefaultBatch)
        where TDb : MarketplaceDb
        where TConsumer : class, IConsumeSeveral =>
        AddQueue<TDb, TConsumer>(
            new Subscription(queue, heard.Types, batch, urgency),
            (consumer, messages, ct) => consumer.ConsumeAsync(messages, ct),
            heard.Listen);

    ServiceHost AddQueue<TDb, TConsumer>(
        Subscription subscription,
        Func<TConsumer, IReadOnlyList<object>, CancellationToken, Task> consume,
        Action<IReceiveEndpointConfigurator, ConsumerPipeline<TDb>> listen)
        where TDb : MarketplaceDb
        where TConsumer : class
    {
        ConsumeBatch consumeBatch = (services, messages, ct) => consume(services.GetRequiredService<TConsumer>(), messages, ct);
        Services.TryAddScoped<TConsumer>();
        _subscriptions.Add(subscription);
        _queues.Add((context, bus) => bus.ReceiveEndpoint(subscription.Queue, endpoint =>
        {
            // One batch is being handled while the next ones gather.
            endpoint.PrefetchCount = subscription.BatchSize * 3;
            endpoint.ConcurrentMessageLimit = subscription.BatchSize * 3;
            endpoint.PublishFaults = false;
            if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
            {
                DeadLetters.Declare(rabbit, DeadLetters.ServiceOf(subscription.Queue));
            }

            var unreadable = ActivatorUtilities.CreateInstance<ParkUnreadable<TDb>>(context, subscription);
            endpoint.ConfigureReceive(received => received.UseFilter(unreadable));
            endpoint.ConfigureError(failed => failed.UseExecuteAsync(unreadable.ParkFailedAsync));
            endpoint.ConfigureDeadLetter(skipped => skipped.UseExecuteAsync(unreadable.ParkSkippedAsync));
            listen(endpoint, ActivatorUtilities.CreateInstance<ConsumerPipeline<TDb>>(context, subscription, consumeBatch));
        }));
        AddDeadLetters<TDb>(DeadLetters.ServiceOf(subscription.Queue));
        return this;
    }

    /// <summary>Once for each service: what the broker gives up on, whichever of its queues it was in, comes here.</summary>
    void AddDeadLetters<TDb>(string service)
        where TDb : MarketplaceDb
    {
        if (!_deadLetters.Add(service))
        {
            return;
        }

        // The bus in memory delivers once, and has no dead letters.
        _queues.Add((context, bus) => DeadLetters.Receive<TDb>(context, bus as IRabbitMqBusFactoryConfigurator, service));
    }

    /// <summary>
    /// Adds a kind of thing that other services know by the same ids, for the command "figures", which compares what each has.
    /// </summary>
    /// <param name="kind">The same in all services, for example "acceptances".</param>
    /// <param name="since">Those that the service has since an instant.</param>
    public ServiceHost AddFigures<TDb>(string kind, Func<TDb, DateTimeOffset, IQueryable<Figure>> since)
        where TDb : MarketplaceDb
    {
        _figures.Add(new FigureSet(kind, typeof(TDb), (db, at) => since((TDb)db, at)));
        return this;
    }

    /// <summary>Builds the application, prepares its databases and maps its routes; it is not yet running.</summary>
    /// <exception cref="InvalidOperationException">
    /// The configuration doesn't fit together, or a schema can't be used; the message says what to do.
    /// </exception>
    public async Task<WebApplication> BuildAsync(Action<WebApplication> map, CancellationToken ct = default)
    {
        AddBus();
        var app = Builder.Build();
        foreach (var lockFile in _lockFiles)
        {
            app.Lifetime.ApplicationStopped.Register(lockFile.Dispose);
        }

        await PrepareAsync(app, migrate: null, ct);
        WebDefaults.UseWebDefaults(app);
        map(app);
        return app;
    }

    /// <summary>Runs the application, or the command that the command line names.</summary>
    /// <returns>The exit code: 0 when all went well, 1 when the program can't start as it is configured.</returns>
    public async Task<int> RunAsync(Action<WebApplication> map)
    {
        try
        {
            switch (_args.FirstOrDefault())
            {
                case "migrate":
                    await MigrateAsync();
                    break;
                case "parked":
                    return await OnDatabasesAsync(ParkedCommand.RunAsync);
                case "figures":
                    return await CommandAsync(
                        (services, args, output, ct) => FiguresCommand.RunAsync(services, _figures, args, output, ct));
                case "republish":
                    return await OnDatabasesAsync(Republish.RunAsync);
                case { } name when _commands.TryGetValue(name, out var command):
                    return await CommandAsync(command);
                default:
                    await using (var app = await BuildAsync(map))
                    {
                        await app.RunAsync();
                    }

                    break;
            }

            return 0;
        }
        catch (Exception failure) when (failure is InvalidOperationException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        finally
        {
            foreach (var lockFile in _lockFiles)
            {
                await lockFile.DisposeAsync();
            }
        }
    }

    async Task PrepareAsync(WebApplication app, bool? migrate, CancellationToken ct)
    {
        var logger = app.Services.GetRequiredService<ILogger<ServiceHost>>();
        foreach (var database in _databases)
        {
            await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
            var db = (MarketplaceDb)scope.ServiceProvider.GetRequiredService(database);

            // A file has one process, which may as well migrate it; on a server several processes start at
            // once, so it is a step of its own.
            var here = migrate ?? Configuration.GetValue<bool?>("Database:MigrateAtStart") ?? Engines.Of(db) == Engine.Sqlite;
            await PrepareDatabase.RunAsync(db, here, logger, ct);
        }
    }

    BusKind Kind => string.IsNullOrEmpty(Configuration["RabbitMq:Uri"]) ? BusKind.InMemory : BusKind.RabbitMq;

    void AddBus()
    {
        if (Kind == BusKind.InMemory && !AllowInMemoryBus)
        {
            throw new InvalidOperationException(
                "A service on its own needs a broker, or nobody would hear it: set RabbitMq:Uri to amqp://user:password@host:5672/. "
                + "To run all services in one process without a broker, start AllInOne.");
        }

        Services.AddSingleton(_subscriptions);
        Services.AddSingleton<InProcessDeliveries>();
        Services.AddSingleton(typeof(BusKind), Kind);
        Services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = Kind == BusKind.InMemory;
            options.StopTimeout = TimeSpan.FromSeconds(20);
        });
        Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            if (Kind == BusKind.InMemory)
            {
                bus.UsingInMemory((context, memory) => AddQueues(context, memory));
            }
            else
            {
                bus.UsingRabbitMq((context, rabbit) =>
                {
                    var uri = new Uri(Configuration["RabbitMq:Uri"]!);
                    rabbit.Host(uri, host =>
                    {
                        var login = uri.UserInfo.Split(':', 2);
                        host.Username(login.Length == 2 ? Uri.UnescapeDataString(login[0]) : "guest");
                        host.Password(login.Length == 2 ? Uri.UnescapeDataString(login[1]) : "guest");
                        host.PublisherConfirmation = true;
                    });
                    AddQueues(context, rabbit);
                });
            }
        });
    }

    void AddQueues(IBusRegistrationContext context, IBusFactoryConfigurator bus)
    {
        // Messages travel as they stand in the outbox: JSON without MassTransit's envelope, what belongs to it in headers.
        bus.UseRawJsonSerializer(isDefault: true);
        bus.ConfigureJsonSerializerOptions(_ => MessageTypes.Json);
        _queues.ForEach(add => add(context, bus));
    }
}
