using System.Reflection;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Marketplace.Migrations;

/// <summary>Gives "dotnet ef" the one database context of the service that its first argument names.</summary>
static class DesignTime
{
    static void Main(string[] args)
    {
        var context = Assembly.Load(args[0]).GetTypes()
            .Single(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(DbContext)));
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(context))!;
        // Never connected to. PostgreSQL tells more models apart than SQLite, for which a longer text is no change.
        options.UseNpgsql("Host=design.example");

        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton<DbContextOptions>(options.Options);
        builder.Services.AddSingleton(typeof(DbContextOptions<>).MakeGenericType(context), options.Options);
        builder.Services.AddSingleton(Caller.System);
        builder.Build();
    }
}
