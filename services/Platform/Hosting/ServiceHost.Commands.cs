using Marketplace.Platform.Messaging;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Platform.Hosting;

/// <summary>What the process does instead of running, when the command line says so.</summary>
public sealed partial class ServiceHost
{
    /// <summary>What a command of a service does.</summary>
    /// <param name="services">A scope in which the system itself is the caller.</param>
    /// <param name="args">What follows the command on the command line.</param>
    /// <param name="output">Where it reports what it did.</param>
    /// <returns>The exit code.</returns>
    public delegate Task<int> Command(IServiceProvider services, IReadOnlyList<string> args, TextWriter output, CancellationToken ct);

    /// <summary>Adds something that the process can do instead of running, when the command line begins with the name.</summary>
    public ServiceHost AddCommand(string name, Command command)
    {
        _commands.Add(name, command);
        return this;
    }

    /// <summary>A command of the kernel, which does the same for each database of the process.</summary>
    async Task<int> OnDatabasesAsync(
        Func<IServiceProvider, IReadOnlyList<Type>, string[], TextWriter, CancellationToken, Task<int>> command)
    {
        AddBus();
        await using var app = Builder.Build();
        return await command(app.Services, _databases, _args[1..], Console.Out, CancellationToken.None);
    }

    async Task<int> CommandAsync(Command command)
    {
        // The bus is never started: what a command publishes waits in the outbox for the service.
        AllowInMemoryBus = true;
        AddBus();
        await using var app = Builder.Build();
        await PrepareAsync(app, migrate: null, CancellationToken.None);
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
        return await command(scope.ServiceProvider, _args[1..], Console.Out, CancellationToken.None);
    }

    /// <summary>
    /// Brings the schemas up to date and declares queues and exchanges, so that nothing said before a reader's first start is lost.
    /// </summary>
    async Task MigrateAsync()
    {
        AddBus();
        await using var app = Builder.Build();
        await PrepareAsync(app, migrate: true, CancellationToken.None);
        if (Kind == BusKind.RabbitMq)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await app.Services.GetRequiredService<IBusControl>().DeployAsync(limit.Token);
        }
    }
}
