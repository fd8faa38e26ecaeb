@echo off
rem Runs the probe beside this file with the Java beside this file, and with nothing from anywhere else.
setlocal DisableDelayedExpansion
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set "CLASSPATH="
if not exist "%~dp0runtime\bin\java.exe" goto packed
if not exist "%~dp0java.options" goto packed
if not exist "%~dp0patchproof-probe.jar" goto packed
"%~dp0runtime\bin\java.exe" "@%~dp0java.options" -jar "%~dp0patchproof-probe.jar" %*
set "PATCHPROOF_EXIT=%ERRORLEVEL%"
rem Started by double click there are no arguments, and the window would close with the verdict in it.
if "%~1"=="" pause
exit /b %PATCHPROOF_EXIT%
:packed
echo Unpack the whole archive into a folder first, then start start.cmd in that folder. 1>&2
if "%~1"=="" pause
exit /b 70
