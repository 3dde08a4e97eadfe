using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Migrations;

/// <summary>Found by "dotnet ef", which asks it for the generator of migrations.</summary>
sealed class DesignTimeServices : IDesignTimeServices
{
    public void ConfigureDesignTimeServices(IServiceCollection serviceCollection) =>
        serviceCollection.AddSingleton<IMigrationsCodeGenerator, ProviderNeutral>();
}

/// <summary>
/// Writes migrations that run on SQLite and PostgreSQL alike: columns name no type of either, so that each engine takes its own for
/// the C# type, and numbers that the database gives are marked for both.
/// </summary>
sealed partial class ProviderNeutral(
    MigrationsCodeGeneratorDependencies dependencies, CSharpMigrationsGeneratorDependencies csharp)
    : CSharpMigrationsGenerator(dependencies, csharp)
{
    public override string GenerateMigration(
        string? migrationNamespace,
        string migrationName,
        IReadOnlyList<MigrationOperation> upOperations,
        IReadOnlyList<MigrationOperation> downOperations)
    {
        foreach (var operation in upOperations.Concat(downOperations))
        {
            foreach (var column in Columns(operation))
            {
                column.ColumnType = null;
            }

            if (operation is CreateTableOperation { PrimaryKey.Columns: [var key] } table
                && table.Columns.Single(column => column.Name == key) is var number
                && number.FindAnnotation("Npgsql:ValueGenerationStrategy") is not null)
            {
                number.SetAnnotation("Sqlite:Autoincrement", true);
            }
        }

        return base.GenerateMigration(migrationNamespace, migrationName, upOperations, downOperations);
    }

    // The engines take column types from here before they think of their own.
    public override string GenerateMetadata(
        string? migrationNamespace, Type contextType, string migrationName, string migrationId, IModel targetModel) =>
        ColumnTypes.Replace(base.GenerateMetadata(migrationNamespace, contextType, migrationName, migrationId, targetModel), "");

    public override string GenerateSnapshot(string? modelSnapshotNamespace, Type contextType, string modelSnapshotName, IModel model) =>
        ColumnTypes.Replace(base.GenerateSnapshot(modelSnapshotNamespace, contextType, modelSnapshotName, model), "");

    [GeneratedRegex("""\s*\.HasColumnType\("[^"]*"\)""")]
    static partial Regex ColumnTypes { get; }

    static IEnumerable<ColumnOperation> Columns(MigrationOperation operation) => operation switch
    {
        CreateTableOperation table => table.Columns,
        AlterColumnOperation alter => [alter, alter.OldColumn],
        ColumnOperation column => [column],
        _ => [],
    };
}
