using System.Collections.Concurrent;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Tests.Messaging;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Marketplace.Platform.Tests.Storage;

/// <summary>A service is stopped while its background work has a transaction open.</summary>
public sealed class StoppingTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Work_that_only_has_to_commit_is_committed_and_nothing_is_logged_as_an_error(Engine engine)
    {
        var work = new Work();
        var log = new LoggedErrors();
        await using var tally = await StartAsync(engine, work, log);

        await work.StopAsync(tally.Services, beforeSaving: false, Ct);

        Assert.True(work.IsCommitted);
        Assert.Equal(1, await CountAsync(tally));
        Assert.Empty(log.All);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Work_that_has_yet_to_save_is_rolled_back_and_nothing_is_logged_as_an_error(Engine engine)
    {
        var work = new Work();
        var log = new LoggedErrors();
        await using var tally = await StartAsync(engine, work, log);

        await work.StopAsync(tally.Services, beforeSaving: true, Ct);

        Assert.False(work.IsCommitted);
        Assert.Equal(0, await CountAsync(tally));
        Assert.Empty(log.All);
    }

    static Task<ServiceUnderTest<TallyDb>> StartAsync(Engine engine, Work work, LoggedErrors log) => ServiceUnderTest<TallyDb>.StartAsync(
        engine,
        "Tally",
        "tally",
        host =>
        {
            TallyService.Add(host);
            host.Builder.Logging.AddProvider(log);
            host.Services.AddSingleton<IHostedService>(services => work.In(services.GetRequiredService<IServiceScopeFactory>()));
        },
        TallyService.Map,
        ct: Ct);

    static async Task<int> CountAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
        return await scope.ServiceProvider.GetRequiredService<TallyDb>().Tallies.CountAsync(Ct);
    }

    /// <summary>Waits in its transaction until it is stopped, and then goes on with the token that is cancelled.</summary>
    sealed class Work : BackgroundService
    {
        readonly TaskCompletionSource _isInTransaction = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly TaskCompletionSource<bool> _mayBegin = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IServiceScopeFactory _scopes = null!;

        public bool IsCommitted { get; private set; }

        public Work In(IServiceScopeFactory scopes)
        {
            _scopes = scopes;
            return this;
        }

        /// <summary>Stops it in its transaction, before or after it has saved.</summary>
        public async Task StopAsync(IServiceProvider services, bool beforeSaving, CancellationToken ct)
        {
            _mayBegin.SetResult(beforeSaving);
            await _isInTransaction.Task.WaitAsync(ct);
            await services.GetRequiredService<IHost>().StopAsync(ct);
        }

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var waits = await _mayBegin.Task.WaitAsync(stoppingToken);
            await using var scope = _scopes.CreateSystemScope();
            var db = scope.ServiceProvider.GetRequiredService<TallyDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(stoppingToken);
            db.Add(new Tally { Id = Guid.CreateVersion7() });
            if (!waits)
            {
                await db.SaveChangesAsync(stoppingToken);
            }

            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = stoppingToken.Register(stopped.SetResult);
            _isInTransaction.SetResult();
            await stopped.Task;
            if (waits)
            {
                await db.SaveChangesAsync(stoppingToken);
            }

            await transaction.CommitAsync(stoppingToken);
            IsCommitted = true;
        }
    }

    /// <summary>Keeps what is logged as an error.</summary>
    sealed class LoggedErrors : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> _errors = new();

        public IReadOnlyCollection<string> All => _errors;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                _errors.Enqueue($"{eventId}: {formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
